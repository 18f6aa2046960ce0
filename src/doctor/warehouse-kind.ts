import type { Pipeline } from '../pipeline/pipeline.ts';

/** By the URL's scheme; undefined: the lake is the end, or the URL is none that is known. */
export function warehouseKind({ warehouse = '' }: Pipeline): 'duckdb' | 'bigquery' | 'postgres' | undefined {
  if (/^duckdb:/i.test(warehouse)) return 'duckdb';
  if (/^bigquery:/i.test(warehouse)) return 'bigquery';
  return /^postgres(?:ql)?:/i.test(warehouse) ? 'postgres' : undefined;
}
