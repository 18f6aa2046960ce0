import { LakeferryError } from '../../base/errors.ts';
import { type Check, fail, failOf, ok } from '../answer.ts';
import { isLoginError } from '../login-error.ts';
import { warehouseKind } from '../warehouse-kind.ts';

/** Whether BigQuery answers and has the dataset, or will have it where the pipeline says. */
export const datasetUnreachable: Check = {
  code: 'dataset-unreachable',
  async run({ table, pipeline }) {
    if (warehouseKind(pipeline) !== 'bigquery') return undefined;
    const { value, error } = await table();
    if (value !== undefined) {
      return ok(value.table ? 'the table is there' : 'there is no table yet, the first load makes it');
    }
    const code = error instanceof LakeferryError ? error.code : '';
    if (isLoginError(error) || code === 'WAREHOUSE_LOCATION') return undefined;
    if (code !== 'WAREHOUSE_DATASET')
      return failOf(
        error,
        'see whether this machine reaches bigquery.googleapis.com, and the project is spelled right',
      );
    const [, project, dataset] = /^bigquery:\/\/([^/]+)\/([^/]+)/i.exec(pipeline.warehouse ?? '') ?? [];
    return fail(
      2,
      `project ${project} has no dataset ${dataset}, and the pipeline does not say where one belongs`,
      `bq --location=LOCATION-OF-THE-BUCKET mk --dataset ${project}:${dataset}`,
      `or write "bigquery: { location: EU }" in ${pipeline.file}, and the first load makes it there`,
    );
  },
};
