import type { Store } from '../base/ports/store.ts';
import type { Warehouse } from '../base/ports/warehouse.ts';
import type { EvolvedColumn } from '../convert/conversion.ts';
import type { Head, RunFacts } from '../ledger/entry.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { TaskContext } from '../tasks/context.ts';

/** What a run works with beside its tasks: the open lake and warehouse, and what it knows of them. */
export interface FlowContext extends TaskContext {
  store: Store;
  ledger: Ledger;
  warehouse?: Warehouse;
  /** Who writes: the entries of this run carry it. */
  run: RunFacts;
  /** Kept up to date while the run goes on. */
  heads: Map<string, Head>;
  evolved: EvolvedColumn[];
  /** One load at a time: an embedded warehouse has one writer, and a server's quota thanks us. */
  loadTurn: <T>(work: () => Promise<T>) => Promise<T>;
  /** One change of the dataset's columns at a time. */
  columnsTurn: <T>(work: () => Promise<T>) => Promise<T>;
}
