/**
 * A process that loads months into a DuckDB file: `node warehouse-child.ts <orders as JSON>`.
 * It may kill itself at statement `killAt` of its last load: before it, or while DuckDB works on it. Without `killAt`
 * it prints the statements of its last load, one a line as JSON.
 */
import { nodeClock } from '../../src/runtime/node-clock.ts';
import { resolveTarget } from '../../src/warehouse/duckdb/target.ts';
import { createDuckdbWarehouse } from '../../src/warehouse/duckdb/warehouse.ts';
import { listLog, objectAt } from '../warehouse/fixture.ts';

/** A month as its test describes it; `path` is its Parquet file. */
export interface MonthOrder {
  partition: string;
  path: string;
  rows: number;
  sha256: string;
  publication: number;
  columns: { name: string; type: string; required: boolean }[];
  afterLoad?: string;
}

export interface Orders {
  directory: string;
  months: MonthOrder[];
  /** From 1; one more than there are statements: after the last one. */
  killAt?: number;
  when?: 'before' | 'during';
}

const orders = JSON.parse(process.argv[2] ?? '') as Orders;
const statements: string[] = [];
const die = () => process.kill(process.pid, 'SIGKILL');
const target = await resolveTarget({ url: 'duckdb:trips.duckdb', dataset: 'yellow', directory: orders.directory });
let armed = false;
const warehouse = createDuckdbWarehouse({
  target,
  clock: nodeClock,
  log: listLog(),
  beforeStatement(sql) {
    if (!armed) return;
    statements.push(sql);
    if (statements.length !== orders.killAt) return;
    // The statement is handed to DuckDB's own thread before the event loop comes to the immediate.
    if (orders.when === 'during') setImmediate(die);
    else die();
  },
});
for (const [at, month] of orders.months.entries()) {
  armed = at === orders.months.length - 1;
  await warehouse.load({
    ...month,
    partitionDate: `${month.partition}-01`,
    object: objectAt(month.path),
    write: 'replace-partition',
    signal: new AbortController().signal,
  });
}
if (orders.killAt !== undefined) die();
for (const sql of statements) process.stdout.write(`${JSON.stringify(sql.replace(/\s+/g, ' '))}\n`);
