import { randomBytes } from 'node:crypto';
import { invalid, Refusal } from '../refusal.ts';
import { bucketOf, checkCondition, type Declared, resource, type State, store, type Version } from './state.ts';

/** Chunks that are not the last one come in whole pieces of this. */
const PIECE = 256 * 1024;

/** One request with the object's description and its content. https://cloud.google.com/storage/docs/uploading-objects#uploading-an-object */
export function multipart(state: State, bucket: string, type: string, body: Buffer, query: URLSearchParams): Version {
  const boundary = /^multipart\/related;\s*boundary="?([^";]+)"?/i.exec(type)?.[1];
  if (boundary === undefined) throw invalid('A multipart upload needs "Content-Type: multipart/related; boundary=…".');
  const parts = partsOf(body, boundary);
  if (parts.length !== 2) throw invalid(`A multipart upload has two parts, this one has ${parts.length}.`);
  const [description, content] = parts as [Part, Part];
  if (!/^application\/json/i.test(description.type)) throw invalid('The first part is not said to be JSON.');
  const declared = JSON.parse(description.body.toString('utf8')) as Declared;
  return store(state, bucket, named(declared, query), content.body, conditionOf(query));
}

interface Part {
  type: string;
  body: Buffer;
}

/** RFC 2046, 5.1: the line end before a boundary belongs to the boundary. */
function partsOf(body: Buffer, boundary: string): Part[] {
  const mark = Buffer.from(`--${boundary}`);
  const parts: Part[] = [];
  let from = body.indexOf(mark);
  while (from >= 0) {
    const start = from + mark.length;
    if (body.subarray(start, start + 2).toString() === '--') return parts;
    const end = body.indexOf(Buffer.concat([Buffer.from('\r\n'), mark]), start);
    if (end < 0) throw invalid('The body ends before its last boundary.');
    const gap = body.indexOf('\r\n\r\n', start);
    const type = /content-type:\s*([^\r\n]+)/i.exec(body.subarray(start, gap).toString())?.[1] ?? '';
    parts.push({ type, body: body.subarray(gap + 4, end) });
    from = end + 2;
  }
  throw invalid('The body has no boundary.');
}

/** Begins a session; what its end would refuse is refused here already. */
export function beginSession(state: State, bucket: string, body: Buffer, query: URLSearchParams): string {
  bucketOf(state, bucket);
  const declared = named(body.length === 0 ? {} : (JSON.parse(body.toString('utf8')) as Partial<Declared>), query);
  const condition = conditionOf(query);
  checkCondition(state, bucket, declared.name, condition);
  const id = randomBytes(8).toString('hex');
  state.sessions.set(id, { bucket, declared, condition, received: [], size: 0 });
  return id;
}

/** `308`: go on behind `received`. Else the finished object. */
export type Progress = { received: number } | { resource: Record<string, unknown> };

/** One chunk, or the question how much is there (`bytes *∕n`). Bytes must begin where the last ones ended. */
export function putChunk(state: State, id: string, range: string, body: Buffer): Progress {
  const session = state.sessions.get(id);
  if (session === undefined) throw new Refusal(404, 'notFound', 'There is no such upload.');
  if (session.done !== undefined) return { resource: resource(session.bucket, session.done) };
  const asked = /^bytes \*\/(\*|\d+)$/.exec(range);
  if (asked !== null) {
    if (body.length > 0) throw invalid('A status check has no body.');
    return asked[1] === String(session.size) ? finish(state, id) : { received: session.size };
  }
  const parts = /^bytes (\d+)-(\d+)\/(\*|\d+)$/.exec(range);
  if (parts === null) throw invalid(`This is no Content-Range: ${JSON.stringify(range)}`);
  const [start, end] = [Number(parts[1]), Number(parts[2])];
  const total = parts[3] === '*' ? undefined : Number(parts[3]);
  if (start !== session.size) throw new Refusal(503, 'backendError', `The next byte is ${session.size}, not ${start}.`);
  if (end - start + 1 !== body.length) throw invalid(`${range} has not the ${body.length} bytes of the body.`);
  if (total !== undefined && end >= total) throw invalid(`${range} goes beyond its own end.`);
  const last = total !== undefined && end + 1 === total;
  if (!last && body.length % PIECE !== 0)
    throw invalid(`A chunk that is not the last is a multiple of ${PIECE} bytes.`);
  session.received.push(body);
  session.size += body.length;
  return last ? finish(state, id) : { received: session.size };
}

function finish(state: State, id: string): Progress {
  const session = state.sessions.get(id);
  if (session === undefined) throw new Error('a session that is not there is finished');
  const bytes = Buffer.concat(session.received);
  session.done = store(state, session.bucket, session.declared, bytes, session.condition);
  return { resource: resource(session.bucket, session.done) };
}

function named(declared: Partial<Declared>, query: URLSearchParams): Declared {
  const name = declared.name ?? query.get('name') ?? undefined;
  if (name === undefined) throw new Refusal(400, 'required', 'Required object name.');
  return { ...declared, name };
}

export function conditionOf(query: URLSearchParams): number | undefined {
  const text = query.get('ifGenerationMatch');
  if (text === null) return undefined;
  if (!/^\d+$/.test(text)) throw invalid(`ifGenerationMatch is no number: ${JSON.stringify(text)}`);
  return Number(text);
}
