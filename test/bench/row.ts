import type { ResultRow, SectionResult } from '../../bench/result.ts';

/** A row of walls, with twice the CPU and a peak of 100 MiB. */
export function row(key: string, walls: readonly number[], more: Partial<ResultRow> = {}): ResultRow {
  return { key, name: key, samples: walls.map((wall) => ({ wall, cpu: wall * 2, peak: 100 })), ...more };
}

export function result(section: string, tables: SectionResult['tables']): SectionResult {
  const machine = {
    cores: 2,
    cpu: 'A CPU',
    memoryGib: 8,
    kernel: 'Linux 6.1',
    node: '24.0.0',
    files: 'disk',
    load: 0.25,
  } as const;
  return { section, date: '2026-01-31', machine, versions: { DuckDB: 'v1' }, tables };
}
