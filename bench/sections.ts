import type { Section } from './section.ts';
import { CONVERSIONS } from './sections/conversions.ts';
import { LOADS } from './sections/loads.ts';

/** In the order of the page. The first is what `npm run bench` measures where nothing else is asked for. */
export const SECTIONS: readonly Section[] = [CONVERSIONS, LOADS];
