import uPlot from 'uplot';
import { formatBytes } from '../../base/byte-size.ts';
import { formatDuration } from '../../base/duration.ts';
import type { Unit } from '../shown.ts';

/** Numbers on an axis, short. */
const TICKS: Record<Unit, (value: number) => string> = {
  count: (value) => new Intl.NumberFormat('en', { notation: 'compact' }).format(value),
  bytes: formatBytes,
  duration: formatDuration,
  days: (value) => `${value} d`,
};

/** Axis steps that fall on whole numbers of the unit: seconds and minutes have no tenths. */
const STEPS: Partial<Record<Unit, number[]>> = {
  duration: [100, 200, 500, 1e3, 2e3, 5e3, 1e4, 3e4, 6e4, 12e4, 3e5, 6e5, 18e5, 36e5, 72e5, 216e5, 864e5, 864e6],
};

/** How ticks of the time axis read, by the distance between them: seconds, text, and what the first of a year, month, day adds. */
const YEAR = '\n{YYYY}';
const DATES = [
  [31_536_000, '{YYYY}', null, null, null, null, null, null, 1],
  [2_419_200, '{MMM}', YEAR, null, null, null, null, null, 1],
  [86_400, '{D} {MMM}', YEAR, null, null, null, null, null, 1],
  [60, '{HH}:{mm}', '\n{D} {MMM}', null, '\n{D} {MMM}', null, null, null, 1],
] as (string | number | null)[][];

const HEIGHT = 168;

interface Series {
  x: number[];
  y: number[];
  /** Runs that had failures. */
  failed?: number[];
}

/** Draws every chart from its table, and again where the page's width or colours change. */
export function drawCharts(): void {
  const drawn = [...document.querySelectorAll<HTMLElement>('[data-plot]')].flatMap((place) => {
    const series = place.dataset['plot'] === 'runs' ? readRuns() : readFigures(place.dataset['plot'] ?? '');
    return series.x.length === 0 ? [] : [{ place, series, chart: draw(place, series) }];
  });
  const resized = new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries) {
      const found = drawn.find(({ place }) => place === target);
      if (contentRect.width > 0) found?.chart.setSize({ width: contentRect.width, height: HEIGHT });
    }
  });
  for (const { place } of drawn) resized.observe(place);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    for (const each of drawn) {
      each.chart.destroy();
      each.chart = draw(each.place, each.series);
    }
  });
}

/** A partition's first day in seconds, as uPlot counts time. */
function secondsOf(partition: string): number {
  return Date.parse(`${partition}-01-01`.slice(0, 10)) / 1000;
}

function readFigures(column: string): Series {
  const points = [...document.querySelectorAll<HTMLElement>('[data-figures] tbody tr')].flatMap((row) => {
    const cell = row.querySelector<HTMLElement>(`[data-col="${column}"][data-value]:not([data-backfill])`);
    return cell === null ? [] : [[secondsOf(row.dataset['partition'] ?? ''), Number(cell.dataset['value'])] as const];
  });
  points.sort(([a], [b]) => a - b);
  const known = points.filter(([x]) => !Number.isNaN(x));
  return { x: known.map(([x]) => x), y: known.map(([, y]) => y) };
}

function readRuns(): Series {
  const points = [...document.querySelectorAll<HTMLElement>('.runs tbody tr')].map((row) => {
    const value = (name: string) => Number(row.querySelector<HTMLElement>(`[data-col="${name}"]`)?.dataset['value']);
    return [value('began') / 1000, value('took'), Number(row.dataset['failed'])] as const;
  });
  points.sort(([a], [b]) => a - b);
  return { x: points.map(([x]) => x), y: points.map(([, y]) => y), failed: points.map(([, , failed]) => failed) };
}

function draw(place: HTMLElement, { x, y, failed }: Series): uPlot {
  const unit = (place.dataset['unit'] ?? 'count') as Unit;
  const colour = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const tick = TICKS[unit];
  const axis = {
    stroke: colour('--muted'),
    font: `11px ${getComputedStyle(document.body).fontFamily}`,
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { show: false },
  };
  const isRuns = failed !== undefined;
  const steps = STEPS[unit];
  return new uPlot(
    {
      width: place.clientWidth || 320,
      height: HEIGHT,
      padding: [8, 8, 0, 0],
      tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'UTC'),
      legend: { show: false },
      cursor: { x: true, y: false, drag: { x: false, y: false }, points: { show: false } },
      scales: { x: { range: padded }, y: { range: (_, __, most) => [0, (most || 1) * 1.08] } },
      axes: [
        { ...axis, size: 38, grid: { show: false }, values: DATES as uPlot.Axis.Values },
        { ...axis, size: 64, values: (_, ticks) => ticks.map(tick), ...(steps && { incrs: steps }) },
      ],
      series: [
        {},
        isRuns
          ? { stroke: colour('--accent'), paths: () => null, points: { show: false } }
          : {
              stroke: colour('--accent'),
              fill: colour('--accent'),
              width: 0,
              paths: uPlot.paths.bars?.({ size: [0.72, 28], radius: 0.12 }) ?? (() => null),
              points: { show: false },
            },
      ],
      hooks: {
        draw: isRuns ? [(chart) => drawRuns(chart, x, y, failed, colour)] : [],
        setCursor: [(chart) => tellPoint(place, chart, tick)],
      },
    },
    [x, y],
    place,
  );
}

/** Half a step of room on both sides, so that the first and the last bar are whole. */
function padded(chart: uPlot, least: number, most: number): [number, number] {
  const count = chart.data[0].length;
  const half = count > 1 ? (most - least) / (count - 1) / 1.6 : 86_400 * 20;
  return [least - half, most + half];
}

/** A ring for a run that went well, a cross for one that had failures: told apart without colour. */
function drawRuns(
  chart: uPlot,
  x: readonly number[],
  y: readonly number[],
  failed: readonly number[],
  colour: (name: string) => string,
): void {
  const { ctx } = chart;
  const size = 4 * devicePixelRatio;
  ctx.save();
  ctx.lineWidth = 1.75 * devicePixelRatio;
  for (const [at, seconds] of x.entries()) {
    const left = chart.valToPos(seconds, 'x', true);
    const top = chart.valToPos(y[at] ?? 0, 'y', true);
    ctx.beginPath();
    if ((failed[at] ?? 0) > 0) {
      ctx.strokeStyle = colour('--failed');
      ctx.moveTo(left - size, top - size);
      ctx.lineTo(left + size, top + size);
      ctx.moveTo(left + size, top - size);
      ctx.lineTo(left - size, top + size);
    } else {
      ctx.strokeStyle = colour('--accent');
      ctx.arc(left, top, size, 0, 2 * Math.PI);
    }
    ctx.stroke();
  }
  ctx.restore();
}

/** What is under the pointer, beside the chart's title. */
function tellPoint(place: HTMLElement, { cursor, data }: uPlot, tick: (value: number) => string): void {
  const caption = place.closest('figure')?.querySelector('figcaption');
  const usual = caption?.querySelector('span');
  if (!caption || !usual) return;
  let pointed = caption.querySelector('output');
  if (pointed === null) {
    pointed = document.createElement('output');
    caption.append(pointed);
  }
  const at = cursor.idx ?? -1;
  const [seconds, value] = [data[0][at], data[1]?.[at]];
  const isOver = typeof seconds === 'number' && typeof value === 'number' && (cursor.left ?? -1) >= 0;
  usual.hidden = isOver;
  pointed.textContent = isOver ? `${new Date(seconds * 1000).toISOString().slice(0, 10)}: ${tick(value)}` : '';
}
