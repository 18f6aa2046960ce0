import type { Examination, ExamineRequest } from '../../base/ports/warehouse.ts';
import { compareColumns, missingColumns } from '../table-columns.ts';
import { type Found, look, receiptsName, tableName } from './relation.ts';
import type { Session } from './session.ts';
import type { Target } from './target.ts';
import { POSTGRES } from './types.ts';

/** Compares the table, and asks the server what this user may do; https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-INFO-ACCESS */
export async function examineTable(session: Session, target: Target, request: ExamineRequest): Promise<Examination> {
  const found = await look(session, target);
  const { table } = found;
  const lacking = await lackingRights(session, target, found, request);
  if (table === undefined) return { table: false, differences: [], lacking };
  const differences = table.isTable
    ? compareColumns(POSTGRES, table.columns, request.columns, request.partitionDate !== undefined)
    : [`${target.table}: is no table`];
  return { table: true, differences, lacking };
}

/** One of the server's questions, and how the right is granted that it asks for. */
interface Question {
  sql: string;
  parameters: string[];
  grant: string;
}

async function lackingRights(
  session: Session,
  target: Target,
  found: Found,
  { columns }: ExamineRequest,
): Promise<string[]> {
  const { schema } = target;
  const onTable = (name: string, rights: readonly string[]): Question[] =>
    rights.map((right) => ({
      sql: 'has_table_privilege($1, $2)',
      parameters: [name, right],
      grant: `${right} on table ${name}`,
    }));
  const onSchema = (right: string): Question => ({
    sql: 'has_schema_privilege($1, $2)',
    parameters: [schema, right],
    grant: `${right} on schema ${schema}`,
  });
  const questions: Question[] = [];
  if (!found.schema) {
    const sql = "has_database_privilege(current_database(), 'CREATE')";
    questions.push({ sql, parameters: [], grant: `CREATE on database ${target.database}` });
  } else {
    questions.push(onSchema('USAGE'));
    if (found.table === undefined || !found.receipts) questions.push(onSchema('CREATE'));
  }
  if (found.table?.isTable === true) {
    questions.push(...onTable(tableName(target), ['SELECT', 'INSERT', 'DELETE']));
    // To add a column is its owner's.
    if (missingColumns(POSTGRES, found.table.columns, columns).length > 0) {
      const sql = "pg_has_role((SELECT relowner FROM pg_catalog.pg_class WHERE oid = $1::regclass), 'USAGE')";
      questions.push({ sql, parameters: [tableName(target)], grant: `ownership of table ${tableName(target)}` });
    }
  }
  if (found.receipts) questions.push(...onTable(receiptsName(target), ['SELECT', 'INSERT', 'UPDATE', 'DELETE']));
  const lacking: string[] = [];
  for (const { sql, parameters, grant } of questions) {
    // A name of a schema that may not be used cannot be asked about any further.
    if (lacking.some((each) => each.startsWith('USAGE'))) break;
    const [row] = await session.rows(`SELECT ${sql} AS granted`, parameters);
    if (row?.['granted'] !== true) lacking.push(grant);
  }
  return lacking;
}
