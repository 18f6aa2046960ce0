/**
 * A process that loads months into a warehouse: `node warehouse-child.ts <orders as JSON>`.
 * It may kill itself at statement `killAt` of its last load: before it, or while the warehouse works on it. Without `killAt`
 * it prints the statements of its last load, one a line as JSON.
 */
import type { Warehouse } from '../../src/base/ports/warehouse.ts';
import { nodeClock } from '../../src/runtime/node-clock.ts';
import { resolveTarget } from '../../src/warehouse/duckdb/target.ts';
import { createDuckdbWarehouse } from '../../src/warehouse/duckdb/warehouse.ts';
import { resolveTarget as resolvePostgresTarget } from '../../src/warehouse/postgres/target.ts';
import { createPostgresWarehouse } from '../../src/warehouse/postgres/warehouse.ts';
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
  /** Of the warehouse; the table is `yellow`. */
  url: string;
  directory: string;
  months: MonthOrder[];
  /** From 1; one more than there are statements: after the last one. */
  killAt?: number;
  when?: 'before' | 'during';
}

const orders = JSON.parse(process.argv[2] ?? '') as Orders;
const statements: string[] = [];
const die = () => process.kill(process.pid, 'SIGKILL');
let armed = false;

function beforeStatement(sql: string): void {
  if (!armed) return;
  statements.push(sql);
  if (statements.length !== orders.killAt) return;
  // The statement is handed to the warehouse before the event loop comes to the immediate.
  if (orders.when === 'during') setImmediate(die);
  else die();
}

async function open(): Promise<Warehouse> {
  const { url, directory } = orders;
  const options = { clock: nodeClock, log: listLog(), beforeStatement };
  if (!url.startsWith('duckdb:')) {
    return createPostgresWarehouse({ ...options, target: resolvePostgresTarget({ url, dataset: 'yellow' }) });
  }
  return createDuckdbWarehouse({ ...options, target: await resolveTarget({ url, dataset: 'yellow', directory }) });
}

const warehouse = await open();
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
