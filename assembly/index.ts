/** What the host may call; src/kernel/machine.ts says the same in its own types. Nothing here allocates: every place is the host's. */

export { collapse } from './collapse';
export { joinTexts, part, rangeOfWide, renumber } from './column';
export { copy } from './copy';
export { readDatetimes } from './datetime';
export { packDelta, unpackDelta } from './delta';
export { look, rehash } from './dictionary';
export {
  indicesOfSlots,
  levelsOfSlots,
  packHybrid,
  slotsOfDense,
  slotsOfIndices,
  sumLevels,
  unpackHybrid,
} from './hybrid';
export { inflate } from './inflate';
export { distinctNumbers, readNumbers } from './number';
export { countLines, skipRecords } from './records';
export { scan } from './scan';
