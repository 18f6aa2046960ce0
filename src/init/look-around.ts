import { join, resolve } from 'node:path';
import { ConfigurationError } from '../base/errors.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { Files } from '../base/ports/files.ts';
import type { Http } from '../base/ports/http.ts';
import type { Log } from '../base/ports/log.ts';
import { fillUrl, isPartition, PARTITION_FORMS } from '../pipeline/partitions.ts';
import { redactUrl } from '../source/shown-url.ts';
import { downloadOnce, type Look, lookAtFile } from './look.ts';
import { neighboursOf } from './neighbours.ts';
import type { UrlTemplate } from './url-template.ts';

/** ConfigurationError INIT_START where a template with a date lacks the partition to look at. */
export function checkStart({ by }: UrlTemplate, start: string | undefined): void {
  if (by === 'none') return;
  if (start !== undefined && isPartition(by, start)) return;
  throw new ConfigurationError(
    'INIT_START',
    start === undefined
      ? `name a partition that there is with --start: ${PARTITION_FORMS[by]}`
      : `start: "${start}" is no partition here; write ${PARTITION_FORMS[by]}`,
  );
}

/** A file that was there, and what it holds. */
export interface Looked {
  shown: string;
  look: Look;
}

/** The file itself, which must be there, and those beside it, which may be missing. */
export async function lookAround(options: {
  /** As it was given, a path from `cwd` or a URL. */
  target: string;
  template: UrlTemplate;
  /** The partition that the target stands for. */
  start: string | undefined;
  cwd: string;
  http: Http;
  files: Files;
  clock: Clock;
  log: Log;
  /** For the files, which are not kept. */
  folder: string;
  signal: AbortSignal;
}): Promise<Looked[]> {
  const { target, start, cwd, folder, template, files, log } = options;
  const { url, by } = template;
  const { http, clock, signal } = options;
  const tools = { http, files, clock, log, signal };
  const found: Looked[] = [];
  const partitions = by === 'none' || start === undefined ? [undefined] : [start, ...neighboursOf(start)];
  for (const partition of partitions) {
    const place = partition === undefined ? target : fillUrl(url, partition);
    const isUrl = /^(?:https?|file):/i.test(place);
    const shown = isUrl ? redactUrl(place).replace(/[?#].*$/, '') : place;
    const into = join(folder, `raw-${found.length}`);
    const path = await downloadOnce({
      ...tools,
      url: isUrl ? place : resolve(cwd, place),
      shown,
      into,
      missing: found.length === 0 ? [] : [401, 403, 404, 410],
    });
    if (path === undefined) log.info(`${shown}: not there, so it was not looked at`);
    else found.push({ shown, look: await lookAtFile({ path, shown, files }) });
  }
  return found;
}
