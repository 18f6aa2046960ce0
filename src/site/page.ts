import type { PartitionSettings } from '../pipeline/pipeline.ts';
import { type Content, type Html, html, json } from './html.ts';
import { FIRST_STYLE, MADE_ASSETS } from './made-assets.ts';
import type { SiteModel } from './model.ts';
import { shownTime } from './shown.ts';

/**
 * Nothing comes from elsewhere and nothing that stands in a page can run: scripts, styles and images are the site's own
 * files, but for the style of what is seen first, which is named by its sum. https://www.w3.org/TR/CSP3/
 */
const POLICY = [
  "default-src 'none'; script-src 'self'; img-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'",
  `style-src 'self' 'sha256-${FIRST_STYLE.sha256}'`,
].join('; ');

export interface Page {
  /** Names of what the page is about, from the lake down; all but the last lead somewhere. */
  trail: readonly { name: string; href?: string }[];
  /** From the page back to the site's folder: '' or '../'. */
  root: string;
  description: string;
  /** Of the datasets that the page shows partitions of. */
  schedules: Readonly<Record<string, PartitionSettings>>;
  /** What is seen first: it is painted while the rest is still being read. */
  first: Content;
  body: Content;
}

/** A whole page. */
export function pageText(site: SiteModel, page: Page): string {
  const { trail, root, schedules } = page;
  const title = [...trail]
    .reverse()
    .map(({ name }) => name)
    .join(' · ');
  const crumbs = trail.map(({ name, href }) =>
    href === undefined ? html`<li aria-current="page">${name}</li>` : html`<li><a href="${href}">${name}</a></li>`,
  );
  const { script, style } = MADE_ASSETS;
  return `<!doctype html>\n${
    html`<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${page.description}">
<meta name="lakeferry-schedules" content="${json(schedules)}">
<title>${title}</title>
<link rel="icon" href="${root}badge.svg">
<style>${{ markup: FIRST_STYLE.text }}</style>
<script src="${root}assets/${script.name}" defer></script>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="top"><nav aria-label="You are here"><ol>${crumbs}</ol></nav><p class="made">As of ${shownTime(site.made)} UTC<span data-age="${site.made}"></span></p></header>
<main id="main" tabindex="-1">
${page.first}
<link rel="stylesheet" href="${root}assets/${style.name}">
${page.body}
</main>
<footer><p>Made by Lakeferry ${site.version} from the ledger of <code>${site.lake}</code>, without a server. Times are UTC. <a href="${root}status.json">status.json</a> · <a href="${root}badge.svg">badge</a> · <a href="${root}assets/licenses.txt">licences</a></p></footer>
</body>
</html>
`.markup
  }`;
}

/** A part of a page under a head of its own. */
export function section(id: string, title: string, ...content: Content[]): Html {
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>
${content}
</section>
`;
}

/** Numbers that are seen first. */
export function tiles(entries: readonly (readonly [label: string, content: Content, note?: Content])[]): Html {
  return html`<dl class="tiles">${entries.map(
    ([label, content, note]) =>
      html`<div><dt>${label}</dt><dd>${content}${note !== undefined && html`<small>${note}</small>`}</dd></div>`,
  )}</dl>`;
}
