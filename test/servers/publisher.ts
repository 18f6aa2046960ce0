import { sha256 } from '../../src/base/hash.ts';
import { type Answer, type Seen, startFaultServer } from './fault-server.ts';

/** A publisher of files on this machine, with ETags and conditional requests, that counts what it is asked. */
export interface Publisher {
  origin: string;
  /** By path, `/2021-01.csv`; whatever is not here is 404. A function decides for itself, each time it is asked. */
  files: Map<string, string | ((seen: Seen) => Answer | Promise<Answer>)>;
  /** What was asked since the last call: `/2021-01.csv 200`, `/2021-01.csv 304 conditional`. */
  taken(): string[];
  close(): Promise<void>;
}

export async function startPublisher(files: Readonly<Record<string, string>> = {}): Promise<Publisher> {
  const known: Publisher['files'] = new Map(Object.entries(files));
  let asked: string[] = [];
  const server = await startFaultServer(async (seen) => {
    const file = known.get(seen.path);
    const answer =
      file === undefined
        ? { status: 404, body: 'no such file' }
        : typeof file === 'string'
          ? serve(file, seen)
          : await file(seen);
    const isConditional = seen.headers['if-none-match'] ?? seen.headers['if-modified-since'];
    asked.push(`${seen.path} ${answer.status ?? 200}${isConditional === undefined ? '' : ' conditional'}`);
    return answer;
  });
  return {
    origin: server.origin,
    files: known,
    taken() {
      const taken = asked;
      asked = [];
      return taken.sort();
    },
    close: server.close,
  };
}

/** The file, or that it is still the one with that ETag. */
export function serve(file: string, { headers }: Seen): Answer {
  const etag = `"${sha256(file).slice(0, 8)}"`;
  return headers['if-none-match'] === etag
    ? { status: 304, headers: { etag } }
    : { headers: { etag, 'content-type': 'text/csv' }, body: file };
}
