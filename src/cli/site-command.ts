import { resolve } from 'node:path';
import { formatCount } from '../base/byte-size.ts';
import { serveFiles } from '../runtime/loopback-server.ts';
import { readCheckSource } from '../session/plan-words.ts';
import { closeContext, openContext, readPipeline, type Session } from '../session/session.ts';
import { makeSite, writeSite } from '../session/site.ts';
import { readSiteWords } from '../session/site-words.ts';
import { siteFiles } from '../site/site.ts';

/** The lake's ledgers as a folder of pages, or on this machine's own loopback until somebody stops it. */
export async function siteCommand(session: Session): Promise<number> {
  const { inputs, host, log } = session;
  const words = { ...readSiteWords(session), checkSource: readCheckSource(inputs) };
  const out = inputs.text('out') ?? 'site';
  const serve = inputs.bool('serve', false);
  const port = inputs.count('port', 4300);
  const pipeline = await readPipeline(session);
  inputs.check();
  const context = await openContext(session, pipeline);
  try {
    const site = await makeSite(context, words, host);
    if (serve) {
      const server = await serveFiles(new Map(siteFiles(site)), port);
      log.info(`the site is at ${server.url} for this machine alone; Ctrl-C ends that`);
      await new Promise<void>((end) => {
        if (host.signal.aborted) end();
        host.signal.addEventListener('abort', () => end(), { once: true });
      });
      await server.close();
      return 0;
    }
    const files = await writeSite(site, resolve(host.cwd, out));
    const datasets = site.datasets.map(({ name, state }) => ({ name, state }));
    session.answer({ folder: out, files, datasets });
    log.info(
      `${out}: ${formatCount(files)} files about ${datasets.map(({ name }) => name).join(', ')}; open ${out}/index.html`,
    );
    return 0;
  } finally {
    await closeContext(context);
  }
}
