import type { Examination, ExamineRequest } from '../../base/ports/warehouse.ts';
import { compareColumns } from '../table-columns.ts';
import { DUCKDB } from './names.ts';
import { isView, readColumns } from './schema.ts';
import type { Session } from './session.ts';
import type { Target } from './target.ts';

/** Whoever can open the file may do everything in it: there are no rights to lack. */
export async function examineTable(
  session: Session,
  target: Target,
  { columns, partitionDate }: ExamineRequest,
): Promise<Examination> {
  const existing = await readColumns(session, target);
  if (existing === undefined) return { table: false, differences: [], lacking: [] };
  const differences = (await isView(session, target))
    ? [`${target.table}: is a view, not a table`]
    : compareColumns(DUCKDB, existing, columns, partitionDate !== undefined);
  return { table: true, differences, lacking: [] };
}
