import { median } from './median.ts';
import type { ResultRow, SectionResult } from './result.ts';

const WIDTH = 760;
const MARGIN = 24;
/** Where the bars begin, how long the longest whole one is, and how long one that is cut. */
const BARS_AT = 236;
const WHOLE = 400;
const CUT = 440;
const ROW = 26;
const BAR = 14;
const HEAD = 74;
const PANEL_HEAD = 34;
/** Bars so many times as long as the longest of ours are cut: the others are to be told apart. */
const OUTLIER = 3;

/** Keys of the rows that are this project's. */
const OURS = ['convert', 'run'];

/** Colours for both schemes, on a ground of their own: whoever shows the picture may have another ground than it thinks. */
const STYLE = `
  .ground { fill: #ffffff; stroke: #d0d7de }
  text { font: 13px system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif; fill: #1f2328 }
  .title { font-size: 16px; font-weight: 600 }
  .codec { font-weight: 600 }
  .quiet { fill: #59636e }
  .bar { fill: #a9b4c0 }
  .ours { fill: #0b6e99 }
  .axis { stroke: #d0d7de }
  .range { stroke: #1f2328; stroke-opacity: 0.55 }
  .cut { stroke: #ffffff }
  @media (prefers-color-scheme: dark) {
    .ground { fill: #0d1117; stroke: #3d444d }
    text { fill: #f0f6fc }
    .quiet { fill: #9198a1 }
    .bar { fill: #56616d }
    .ours { fill: #3fb0e0 }
    .axis { stroke: #3d444d }
    .range { stroke: #f0f6fc }
    .cut { stroke: #0d1117 }
  }`;

/** docs/benchmarks.svg: the wall time of each contestant as a bar, a panel for each codec. The same results give the same text. */
export function pictureText(result: SectionResult): string {
  const longest = scaleOf(result.tables.flatMap(({ rows }) => rows));
  const parts: string[] = [];
  let y = HEAD;
  for (const { title, rows } of result.tables) {
    parts.push(text(MARGIN, y + 18, `Parquet with ${title}`, 'codec'));
    y += PANEL_HEAD;
    const bottom = y + rows.length * ROW;
    parts.push(`<line class="axis" x1="${BARS_AT}" y1="${y - 4}" x2="${BARS_AT}" y2="${bottom}"/>`);
    for (const row of rows) {
      parts.push(...rowParts(row, y, longest));
      y += ROW;
    }
    y += 16;
  }
  const { cores, cpu } = result.machine;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y + 8}" width="${WIDTH}" height="${y + 8}" role="img">
<title>Wall time of a month of CSV to Parquet</title>
<style>${STYLE}
</style>
<rect class="ground" x="0.5" y="0.5" width="${WIDTH - 1}" height="${y + 7}" rx="8"/>
${text(MARGIN, 34, `A month of CSV to Parquet: seconds on ${cores} cores, ${cpu}`, 'title')}
${text(MARGIN, 54, 'Shorter is better; cut bars go on. Medians, with a line from the fastest round to the slowest.', 'quiet')}
${parts.join('\n')}
</svg>
`;
}

function rowParts(row: ResultRow, y: number, longest: number): string[] {
  const middle = y + ROW / 2;
  const label = text(BARS_AT - 12, middle + 4, row.name, OURS.includes(row.key) ? 'codec' : '', 'end');
  const wall = wallOf(row);
  if (wall === undefined)
    return [label, text(BARS_AT + 8, middle + 4, `no figure: ${shortened(row.refused ?? '')}`, 'quiet')];
  const isCut = wall > longest;
  const at = (seconds: number) =>
    Math.round(BARS_AT + (isCut ? CUT : (Math.min(seconds, longest * 1.1) / longest) * WHOLE));
  const walls = row.samples.map((sample) => sample.wall);
  const top = y + (ROW - BAR) / 2;
  const kind = OURS.includes(row.key) ? 'ours' : 'bar';
  return [
    label,
    `<rect class="${kind}" x="${BARS_AT}" y="${top}" width="${at(wall) - BARS_AT}" height="${BAR}" rx="2"/>`,
    isCut
      ? `<path class="cut" stroke-width="4" d="M${BARS_AT + WHOLE + 8} ${top + BAR + 3}l10 ${-BAR - 6}"/>`
      : `<path class="range" d="M${at(Math.min(...walls))} ${middle}H${at(Math.max(...walls))}"/>`,
    text(at(Math.max(...walls)) + 8, middle + 4, wall.toFixed(wall < 10 ? 2 : 0), ''),
  ];
}

function wallOf(row: ResultRow): number | undefined {
  return median(row.samples.map(({ wall }) => wall));
}

/** The seconds of the longest bar that is drawn whole. */
function scaleOf(rows: readonly ResultRow[]): number {
  const longest = (some: readonly ResultRow[]) => Math.max(...some.map((row) => wallOf(row) ?? 0));
  const limit = longest(rows.filter(({ key }) => OURS.includes(key))) * OUTLIER;
  return longest(rows.filter((row) => (wallOf(row) ?? 0) <= limit));
}

function shortened(why: string): string {
  return why.length > 60 ? `${why.slice(0, 59)}…` : why;
}

function text(x: number, y: number, words: string, kind: string, anchor?: 'end'): string {
  const escaped = words.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
  const attributes = [kind === '' ? '' : ` class="${kind}"`, anchor === undefined ? '' : ` text-anchor="${anchor}"`];
  return `<text x="${x}" y="${y}"${attributes.join('')}>${escaped}</text>`;
}
