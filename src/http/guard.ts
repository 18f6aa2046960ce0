import type { LookupAddress, LookupOptions } from 'node:dns';
import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { ConfigurationError } from '../base/errors.ts';
import { isPrivateAddress } from './address.ts';

/** Resolves a name to all of its addresses. */
export type Resolve = (host: string) => Promise<readonly LookupAddress[]>;

/** The system's resolver: hosts file, then DNS. */
export function resolveBySystem(host: string): Promise<readonly LookupAddress[]> {
  return new Promise((resolve, reject) => {
    systemLookup(host, { all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses)));
  });
}

export function privateAddressError(host: string, address: string): ConfigurationError {
  const what = host === address ? host : `${host} (${address})`;
  return new ConfigurationError(
    'PRIVATE_ADDRESS',
    `refused to connect to ${what}: a private or metadata address was reached by redirect or name; ` +
      'if this is meant, set "allow_private: true" under "source"',
    { host, address },
  );
}

/** Resolves, and refuses the name when any of its addresses is private: a mixed answer is how rebinding begins. */
export async function resolvePublic(host: string, resolve: Resolve): Promise<readonly LookupAddress[]> {
  const addresses = await resolve(host);
  const refused = addresses.find(({ address }) => isPrivateAddress(address));
  if (refused !== undefined) throw privateAddressError(host, refused.address);
  return addresses;
}

/**
 * A `lookup` for `net.connect`. The check stands here, and not before the request, so that the address which was
 * checked is the very one that is connected to.
 */
export function createLookup(resolve: Resolve, allowPrivate: boolean): LookupFunction {
  return (host: string, options: LookupOptions, done) => {
    const found = allowPrivate ? resolve(host) : resolvePublic(host, resolve);
    found.then(
      (addresses) => {
        const wanted = addresses.filter(({ family }) => !options.family || options.family === family);
        const [first] = wanted;
        if (first === undefined) {
          done(Object.assign(new Error(`no address for ${host}`), { code: 'ENOTFOUND' }), '', 0);
        } else if (options.all) done(null, [...wanted]);
        else done(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => done(error, '', 0),
    );
  };
}
