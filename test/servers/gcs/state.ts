import { createHash } from 'node:crypto';
import { Refusal } from '../refusal.ts';
import { crc32c } from './crc32c.ts';

/** One version of an object. */
export interface Version {
  name: string;
  generation: number;
  bytes: Buffer;
  contentType: string;
  metadata: Record<string, string>;
  crc32c: string;
  md5: string;
  at: string;
}

/** What a client says of an object that it sends. */
export interface Declared {
  name: string;
  contentType?: string;
  metadata?: Record<string, string>;
  crc32c?: string;
  md5Hash?: string;
}

/** A resumable upload. https://cloud.google.com/storage/docs/performing-resumable-uploads */
export interface Session {
  bucket: string;
  declared: Declared;
  condition: number | undefined;
  received: Buffer[];
  size: number;
  done?: Version;
}

export interface State {
  buckets: Map<string, Map<string, Version>>;
  sessions: Map<string, Session>;
  generation: number;
}

export function bucketOf(state: State, name: string): Map<string, Version> {
  const bucket = state.buckets.get(name);
  if (bucket === undefined) throw new Refusal(404, 'notFound', 'The specified bucket does not exist.');
  return bucket;
}

/** The object as it is now, or as the generation that is asked for; nothing else is kept. */
export function objectOf(state: State, bucket: string, name: string, generation: string | null): Version {
  const found = bucketOf(state, bucket).get(name);
  if (found === undefined || (generation !== null && generation !== String(found.generation)))
    throw new Refusal(404, 'notFound', `No such object: ${bucket}/${name}`);
  return found;
}

/** `ifGenerationMatch`, 0 for "there is none". */
export function checkCondition(state: State, bucket: string, name: string, wanted: number | undefined): void {
  if (wanted === undefined) return;
  const now = bucketOf(state, bucket).get(name)?.generation ?? 0;
  if (now !== wanted)
    throw new Refusal(412, 'conditionNotMet', 'At least one of the pre-conditions you specified did not hold.');
}

/** Stores a version whole, or refuses it and leaves what was there. */
export function store(
  state: State,
  bucket: string,
  declared: Declared,
  bytes: Buffer,
  condition: number | undefined,
): Version {
  checkName(declared.name);
  checkCondition(state, bucket, declared.name, condition);
  const version: Version = {
    name: declared.name,
    generation: ++state.generation,
    bytes,
    contentType: declared.contentType ?? 'application/octet-stream',
    metadata: declared.metadata ?? {},
    crc32c: crc32c(bytes),
    md5: createHash('md5').update(bytes).digest('base64'),
    at: new Date().toISOString(),
  };
  if (declared.crc32c !== undefined && declared.crc32c !== version.crc32c)
    throw new Refusal(
      400,
      'invalid',
      `Provided CRC32C "${declared.crc32c}" doesn't match calculated CRC32C "${version.crc32c}".`,
    );
  if (declared.md5Hash !== undefined && declared.md5Hash !== version.md5)
    throw new Refusal(
      400,
      'invalid',
      `Provided MD5 hash "${declared.md5Hash}" doesn't match calculated MD5 hash "${version.md5}".`,
    );
  bucketOf(state, bucket).set(version.name, version);
  return version;
}

/** https://cloud.google.com/storage/docs/objects#naming */
function checkName(name: string): void {
  if (
    name === '' ||
    Buffer.byteLength(name) > 1024 ||
    /[\r\n]/.test(name) ||
    name.startsWith('.well-known/acme-challenge/')
  )
    throw new Refusal(400, 'invalid', `Invalid object name: ${JSON.stringify(name)}`);
}

export function resource(bucket: string, version: Version): Record<string, unknown> {
  return {
    kind: 'storage#object',
    id: `${bucket}/${version.name}/${version.generation}`,
    bucket,
    name: version.name,
    generation: String(version.generation),
    metageneration: '1',
    size: String(version.bytes.length),
    contentType: version.contentType,
    crc32c: version.crc32c,
    md5Hash: version.md5,
    timeCreated: version.at,
    updated: version.at,
    ...(Object.keys(version.metadata).length === 0 ? {} : { metadata: version.metadata }),
  };
}
