import { randomBytes } from 'node:crypto';

/** What the bearer of a URL may do. */
export interface Grant {
  blob: string;
  right: 'read' | 'write';
  /** The name that a download suggests. */
  fileName?: string;
}

/**
 * URLs that carry their own permission, as storage hands them out. The signature is random: the toolkit masks it in every
 * log line from then on, so a readable one would star out an innocent word.
 */
export class SignedUrls {
  readonly #grants = new Map<string, Grant>();
  readonly #origin: () => string;

  /** `origin` is asked late, because the port is not known before the server listens. */
  constructor(origin: () => string) {
    this.#origin = origin;
  }

  issue(grant: Grant): string {
    const signature = randomBytes(24).toString('hex');
    this.#grants.set(signature, grant);
    return `${this.#origin()}/blobs/${grant.blob}?sig=${signature}`;
  }

  /** What this URL may do, or undefined: unknown, or signed for something else. Signatures die with the process. */
  grant(url: URL, right: Grant['right']): Grant | undefined {
    const grant = this.#grants.get(url.searchParams.get('sig') ?? '');
    return grant?.right === right && url.pathname === `/blobs/${grant.blob}` ? grant : undefined;
  }
}
