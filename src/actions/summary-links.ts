import { isAbsolute } from 'node:path';
import type { SummaryLink } from '../report/summary.ts';
import type { Host } from '../session/host.ts';

/**
 * Where a reader of a job's summary may want to go on: the pipeline file as this run read it, the lake's bucket, and the table,
 * whose URL is the warehouse's own.
 */
export function summaryLinks(
  { env }: Host,
  places: { pipeline: string; lake: string; warehouse?: string | undefined },
): SummaryLink[] {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_SHA: commit } = env;
  const links: SummaryLink[] = [];
  const path = places.pipeline.replaceAll('\\', '/').replace(/^\.\//, '');
  // A path from the repository's root, which the job's folder is.
  if (server && repository && commit && !isAbsolute(path) && !path.startsWith('..')) {
    links.push({ text: path, url: `${server}/${encoded(repository)}/blob/${encoded(commit)}/${encoded(path)}` });
  }
  const bucket = /^gs:\/\/(.+?)\/?$/i.exec(places.lake)?.[1];
  if (bucket !== undefined) {
    links.push({ text: 'the lake', url: `https://console.cloud.google.com/storage/browser/${encoded(bucket)}` });
  }
  const [, project, dataset, table] = /^bigquery:\/\/([^/]+)\/([^/]+)\/([^/?#]+)$/.exec(places.warehouse ?? '') ?? [];
  if (project && dataset && table) {
    const query = `p=${encoded(project)}&d=${encoded(dataset)}&t=${encoded(table)}&page=table`;
    links.push({ text: 'the table', url: `https://console.cloud.google.com/bigquery?${query}` });
  }
  return links;
}

/** Each part of a path; what could end a Markdown link is not left to `encodeURIComponent`, which lets it stand. */
function encoded(path: string): string {
  const part = (text: string) =>
    encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
  return path.split('/').map(part).join('/');
}
