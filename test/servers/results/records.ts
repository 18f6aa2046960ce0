import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What every record carries: its number, given out once and never again. */
export interface Numbered {
  id: number;
}

/**
 * A folder of JSON files, one a record, named by its number. There is no index: each question reads the folder again, so
 * that two servers on one folder see the same records.
 */
export class Records<Shape extends object> {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** In the order in which they were added. */
  async all(): Promise<(Shape & Numbered)[]> {
    const records: (Shape & Numbered)[] = [];
    for (const id of await this.#ids()) {
      const text = await readFile(this.#path(id), 'utf8');
      // Empty: removed, or just being written by another server.
      if (text !== '') records.push({ ...(JSON.parse(text) as Shape), id });
    }
    return records;
  }

  async add(record: Shape): Promise<Shape & Numbered> {
    await mkdir(this.folder, { recursive: true });
    for (let id = ((await this.#ids()).at(-1) ?? 0) + 1; ; id++) {
      try {
        await writeFile(this.#path(id), `${JSON.stringify(record)}\n`, { flag: 'wx' });
        return { ...record, id };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
    }
  }

  /** The empty file stays, so that the number is not given out again. */
  async remove(id: number): Promise<void> {
    await writeFile(this.#path(id), '');
  }

  async #ids(): Promise<number[]> {
    const names = (await readdir(this.folder).catch(absent)) ?? [];
    return names.map((name) => Number.parseInt(name, 10)).sort((a, b) => a - b);
  }

  #path(id: number): string {
    return join(this.folder, `${id}.json`);
  }
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
  return undefined;
}
