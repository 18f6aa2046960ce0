import type { Section } from './section.ts';
import { CONVERSIONS } from './sections/conversions.ts';
import { LOADS } from './sections/loads.ts';
import { PROFILE } from './sections/profile.ts';
import { SHAPES } from './sections/shapes.ts';
import { SIZES } from './sections/sizes.ts';
import { START } from './sections/start.ts';
import { STEPS } from './sections/steps.ts';
import { WORKERS } from './sections/workers.ts';

/** In the order of the page. The first is what `npm run bench` measures where nothing else is asked for. */
export const SECTIONS: readonly Section[] = [CONVERSIONS, PROFILE, WORKERS, SIZES, SHAPES, STEPS, LOADS, START];
