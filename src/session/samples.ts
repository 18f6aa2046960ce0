export const SAMPLES = ['none', 'masked', 'full'] as const;
export type Samples = (typeof SAMPLES)[number];

/** A cell as it may be shown: `masked` keeps its shape and takes its content, letters become x, digits 9. */
export function maskedCell(cell: string | null, samples: Samples): string | null {
  if (cell === null || samples === 'full') return cell;
  return cell.replace(/\p{L}/gu, 'x').replace(/\p{N}/gu, '9');
}
