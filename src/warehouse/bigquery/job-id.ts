import { sha256OfJson } from '../../base/hash.ts';
import type { LoadRequest, RememberedLoad } from '../../base/ports/warehouse.ts';
import type { Target } from './target.ts';

/** BigQuery takes 1,024 characters; a name that a person reads needs fewer. */
const LONGEST_TABLE = 100;

/**
 * The name of a load's job, without its attempt: the same for every run that would load the same file into the same
 * table after the same load, and for no other. `-l7`: the ledger's newest `loaded` entry is number 7, so that rows
 * deleted by hand can be loaded again. The digest keeps apart what the readable part does not tell: the file, the
 * columns, another lake, a table of the same name elsewhere.
 */
export function loadJobName(target: Target, request: LoadRequest, remembered: RememberedLoad | undefined): string {
  const { partition, publication, sha256, columns, object, write } = request;
  const { project, dataset, table } = target;
  const shape = columns.map(({ name, type, required }) => [name, type, required]);
  const digest = sha256OfJson([project, dataset, table, partition, sha256, object.uri, write, shape]).slice(0, 12);
  const named = table.slice(0, LONGEST_TABLE);
  return `lakeferry-${named}-${partition}-p${publication}-l${remembered?.number ?? 0}-${digest}`;
}
