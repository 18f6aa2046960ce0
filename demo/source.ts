import { existsSync } from 'node:fs';
import { mkdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeMonth } from './months.ts';
import { serveFolder } from './server.ts';

/** April is left out: a month that is not published yet belongs to the picture. */
export const MONTHS = ['2021-01', '2021-02', '2021-03'];
const ROWS: Readonly<Record<string, number>> = { '2021-01': 310_000, '2021-02': 300_000, '2021-03': 330_000 };
const SEED = 2021;

/**
 * Publishes the months of the demo from `folder`/source, made once. The port of the first start is kept in `folder`/port, so
 * that the address stays the same; `folder`/server.log holds the requests since this start.
 */
export async function publishMonths(options: {
  folder: string;
  /** Rows a month, instead of the demo's own. */
  rows?: number;
  onMonth: (month: string) => void;
}): Promise<{ url: string; close(): Promise<void> }> {
  const source = join(options.folder, 'source');
  await mkdir(source, { recursive: true });
  for (const month of MONTHS) {
    const path = join(source, `yellow_tripdata_${month}.csv.gz`);
    if (existsSync(path)) continue;
    options.onMonth(month);
    await writeMonth(path, { month, rows: options.rows ?? (ROWS[month] as number), seed: SEED });
    // The server's ETag comes from size and time: the same text made again is the same publication.
    await utimes(path, 1_640_995_200, 1_640_995_200);
  }
  const remembered = join(options.folder, 'port');
  const kept = Number(await readFile(remembered, 'utf8').catch(() => '0'));
  const log = join(options.folder, 'server.log');
  await writeFile(log, '');
  const server = await serveFolder({ folder: source, log, port: Number.isInteger(kept) ? kept : 0 });
  await writeFile(remembered, `${server.port}\n`);
  return server;
}
