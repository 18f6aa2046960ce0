import { readFile } from 'node:fs/promises';
import type { ConnectionOptions } from 'node:tls';
import { ConfigurationError, reasonOf } from '../../base/errors.ts';

/** How far the line to the server is trusted. */
export interface Tls {
  /** `plain`: no encryption. `encrypt`: nobody listens, but anybody may answer. `chain`: a certificate of a known authority. `full`: and of this host. */
  check: 'plain' | 'encrypt' | 'chain' | 'full';
  /** PEM file of the authority; else those that Node.js knows. */
  rootFile?: string;
}

const MODES = { disable: 'plain', require: 'encrypt', 'verify-ca': 'chain', 'verify-full': 'full' } as const;

/**
 * libpq's `sslmode`, each mode as libpq means it, but for `allow` and `prefer`: they send the password in the clear to whoever
 * says that it has no encryption. Without a mode the server must prove who it is, unless it is on this machine.
 * https://www.postgresql.org/docs/current/libpq-ssl.html
 */
export function tlsOf(options: { mode: string | undefined; rootFile: string | undefined; isLoopback: boolean }): Tls {
  const { mode, rootFile, isLoopback } = options;
  const root = rootFile === undefined || rootFile === 'system' ? {} : { rootFile };
  if (mode === undefined || mode === '') {
    if (isLoopback && rootFile === undefined) return { check: 'plain' };
    return { check: 'full', ...root };
  }
  if (!Object.hasOwn(MODES, mode)) {
    throw new ConfigurationError(
      'WAREHOUSE_URL',
      `sslmode is none of ${Object.keys(MODES).join(', ')}; "prefer" and "allow" are not taken, because they fall back to an open line`,
    );
  }
  const check = MODES[mode as keyof typeof MODES];
  if (check === 'plain') return { check };
  // A root that is named is there to be checked against: libpq does the same.
  return { check: check === 'encrypt' && rootFile !== undefined ? 'chain' : check, ...root };
}

/** The same for Node.js; `false`: no TLS. ConfigurationError WAREHOUSE_TLS where the root's file cannot be read. */
export async function tlsSettings(tls: Tls): Promise<ConnectionOptions | false> {
  if (tls.check === 'plain') return false;
  if (tls.check === 'encrypt') return { rejectUnauthorized: false };
  return {
    rejectUnauthorized: true,
    ...(tls.rootFile === undefined ? {} : { ca: await readRoot(tls.rootFile) }),
    ...(tls.check === 'chain' ? { checkServerIdentity: () => undefined } : {}),
  };
}

async function readRoot(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new ConfigurationError(
      'WAREHOUSE_TLS',
      `the certificate file of sslrootcert cannot be read: ${reasonOf(error)}`,
      { file },
      error,
    );
  }
}
