import { type Html, html } from './html.ts';
import { type Counts, headline } from './status-text.ts';

const COLOURS = { good: '#1a7f64', open: '#3565a8', bad: '#b3471d' } as const;
/** Width of a character of the badge's font, on average. */
const CHARACTER = 6.6;

/** A small picture for a README: `yellow_taxi | 24 of 25 done`. It says how things were when the site was made. */
export function badgeSvg(label: string, counts: Counts, total: number): string {
  const { tone } = headline(counts);
  const trouble = counts.failed > 0 ? `, ${counts.failed} failed` : counts.late > 0 ? `, ${counts.late} late` : '';
  const said = `${counts.done} of ${total} done${trouble}`;
  const [left, right] = [width(label), width(said)];
  const text = (at: number, content: string): Html =>
    html`<text x="${at}" y="14" text-anchor="middle">${content}</text>`;
  return `${
    html`<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${label}: ${said}"><title>${label}: ${said}</title><clipPath id="r"><rect width="${left + right}" height="20" rx="3"/></clipPath><g clip-path="url(#r)"><rect width="${left}" height="20" fill="#3d444d"/><rect x="${left}" width="${right}" height="20" fill="${COLOURS[tone]}"/></g><g fill="#fff" font-family="system-ui,sans-serif" font-size="11">${text(left / 2, label)}${text(left + right / 2, said)}</g></svg>`
      .markup
  }\n`;
}

function width(text: string): number {
  return Math.round(text.length * CHARACTER + 14);
}
