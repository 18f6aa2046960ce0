import { parseColumnType } from '../table/type.ts';
import type { Path, PipelineDocument } from './document.ts';
import type { Problem } from './problems.ts';
import type { PipelineFile } from './schema.ts';

const PARTITION_DATE = 'partition_date';
const MOST_CLUSTERED = 4;
/** https://cloud.google.com/bigquery/docs/labels-intro#requirements, without the letters beyond ASCII. */
const LABEL_KEY = /^[a-z][a-z0-9_-]{0,62}$/;
const LABEL_VALUE = /^[a-z0-9_-]{0,63}$/;

/** What BigQuery would refuse only when the first file is loaded. */
export function checkBigquery(
  document: PipelineDocument,
  file: PipelineFile,
  sound: (path: Path) => boolean,
): Problem[] {
  const problems: Problem[] = [];
  const tell = (path: Path, message: string, hint: string) => problems.push(document.problem(path, message, { hint }));
  const { clustering = [], labels = {} } = file.bigquery ?? {};
  if (sound(['bigquery', 'clustering']) && sound(['columns'])) {
    const path: Path = ['bigquery', 'clustering'];
    if (clustering.length > MOST_CLUSTERED) {
      tell(path, `bigquery.clustering names ${clustering.length} columns`, `BigQuery takes ${MOST_CLUSTERED}`);
    }
    for (const [at, name] of (clustering.length > MOST_CLUSTERED ? [] : clustering).entries()) {
      const column = Object.hasOwn(file.columns, name) ? file.columns[name] : undefined;
      if (clustering.indexOf(name) < at) tell([...path, at], `bigquery.clustering names "${name}" twice`, 'drop one');
      else if (column === undefined && name !== PARTITION_DATE) {
        tell([...path, at], `bigquery.clustering: there is no column "${name}"`, 'name one of "columns"');
      } else if (column !== undefined && parseColumnType(column.type).kind === 'float64') {
        tell([...path, at], `bigquery.clustering: "${name}" is a float64`, 'BigQuery clusters by any other type');
      }
    }
  }
  if (sound(['bigquery', 'labels'])) {
    for (const key of Object.keys(labels)) {
      const path: Path = ['bigquery', 'labels', key];
      const hint = 'write lower-case letters, digits, _ and -, 63 at most, and a letter first';
      if (!LABEL_KEY.test(key)) tell(path, `bigquery.labels: "${key}" is no name of a label`, hint);
      else if (!LABEL_VALUE.test(document.text(path) ?? '')) {
        tell(path, `bigquery.labels.${key} is no value of a label`, 'write lower-case letters, digits, _ and -');
      }
    }
  }
  return problems;
}
