import { tellAge } from './age.ts';
import { drawCharts } from './charts.ts';
import { guideKeys } from './grid-keys.ts';
import { bringUpToDate } from './present.ts';

/**
 * The page is whole without this script; it brings it up to the present moment, moves the keyboard through the grids and
 * draws the charts. It asks nobody for anything.
 */
const now = Date.now();
bringUpToDate(now);
tellAge(now);
guideKeys();
for (const box of document.querySelectorAll<HTMLElement>('[data-newest]')) box.scrollLeft = box.scrollWidth;
// After the first paint: charts are below what is seen first.
requestAnimationFrame(() => setTimeout(drawCharts, 0));
