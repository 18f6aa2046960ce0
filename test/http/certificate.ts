import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** DER: a tag, the length, the content (ITU-T X.690). */
function der(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  const length =
    body.length < 128
      ? [body.length]
      : body.length < 256
        ? [0x81, body.length]
        : [0x82, body.length >> 8, body.length & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}

const SEQUENCE = 0x30;
const ECDSA_SHA256 = der(SEQUENCE, Buffer.from('06082a8648ce3d040302', 'hex'));

function name(text: string): Buffer {
  const pair = der(SEQUENCE, Buffer.from('0603550403', 'hex'), der(0x0c, Buffer.from(text)));
  return der(SEQUENCE, der(0x31, pair));
}

function time(date: Date): Buffer {
  return der(0x18, Buffer.from(`${date.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`));
}

/**
 * A certificate for this machine that signs itself, made anew for each test so that no private key lies in the
 * repository. X.509 version 3 (RFC 5280) with the subject alternative names `localhost`, 127.0.0.1 and those given.
 */
export function selfSigned(
  validity: { from: Date; to: Date },
  hosts: readonly string[] = [],
): { key: string; cert: string } {
  const pair: { publicKey: KeyObject; privateKey: KeyObject } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const named = ['localhost', ...hosts].map((host) => der(0x82, Buffer.from(host)));
  const names = der(SEQUENCE, ...named, der(0x87, Buffer.from([127, 0, 0, 1])));
  const alternative = der(SEQUENCE, Buffer.from('0603551d11', 'hex'), der(0x04, names));
  const authority = der(
    SEQUENCE,
    Buffer.from('0603551d13', 'hex'),
    der(0x04, der(SEQUENCE, Buffer.from('0101ff', 'hex'))),
  );
  const body = der(
    SEQUENCE,
    Buffer.from('a003020102', 'hex'),
    der(0x02, Buffer.from([1])),
    ECDSA_SHA256,
    name('lakeferry test'),
    der(SEQUENCE, time(validity.from), time(validity.to)),
    name('lakeferry test'),
    pair.publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, der(SEQUENCE, alternative, authority)),
  );
  const signature = der(0x03, Buffer.from([0]), sign('sha256', body, pair.privateKey));
  const base64 = der(SEQUENCE, body, ECDSA_SHA256, signature).toString('base64').replace(/.{64}/g, '$&\n');
  return {
    key: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`,
  };
}
