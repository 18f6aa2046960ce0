import type { Bearer } from './runtime-token.ts';

/** JSON with the field names of the protocol: snake_case; 64-bit integers as text. */
export type Fields = Readonly<Record<string, unknown>>;

/** One method of a service. */
export type Call = (request: Fields, bearer: Bearer) => Promise<Fields>;

/** Twirp's codes that are used here, each with its status (https://twitchtv.github.io/twirp/docs/errors.html). */
const STATUS = {
  invalid_argument: 400,
  unauthenticated: 401,
  permission_denied: 403,
  bad_route: 404,
  not_found: 404,
  already_exists: 409,
} as const;

/** An error as the service tells it. The clients need a JSON body: without one they retry for half a minute. */
export class TwirpError extends Error {
  readonly code: keyof typeof STATUS;

  constructor(code: keyof typeof STATUS, message: string) {
    super(message);
    this.code = code;
  }

  get status(): number {
    return STATUS[this.code];
  }

  get body(): Fields {
    return { code: this.code, msg: this.message };
  }
}

/** The method that a path names; undefined where it is not one of ours. */
export function methodOf(path: string): string | undefined {
  return /^\/twirp\/github\.actions\.results\.api\.v1\.((?:Artifact|Cache)Service\/\w+)$/.exec(path)?.[1];
}

/** A field that must be a text. */
export function textOf(request: Fields, name: string): string {
  const value = request[name];
  if (typeof value !== 'string' || value === '') throw new TwirpError('invalid_argument', `${name} is missing`);
  return value;
}

/** A field that must be a whole number, sent as text. */
export function numberOf(request: Fields, name: string): number {
  const value = Number(textOf(request, name));
  if (!Number.isSafeInteger(value)) throw new TwirpError('invalid_argument', `${name} is not a whole number`);
  return value;
}
