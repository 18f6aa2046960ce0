import { invalid } from '../refusal.ts';
import { parseFields } from './schema.ts';
import type { Field } from './state.ts';

/** A load job's configuration, read. */
export interface Load {
  uris: string[];
  fields: Field[];
  dataset: string;
  /** Without its decorator. */
  table: string;
  project: string;
  /** `202101` */
  decorator?: string;
  write: string;
  mayAdd: boolean;
  decimalTargetTypes: string[];
}

const WRITES = ['WRITE_TRUNCATE', 'WRITE_APPEND', 'WRITE_EMPTY'];

/** What can be known to be wrong before the job begins is a 400. */
export function parseLoad(load: Record<string, unknown>): Load {
  const uris = load['sourceUris'];
  if (!Array.isArray(uris) || uris.length === 0)
    throw invalid('Load configuration must specify at least one source URI');
  for (const uri of uris as string[]) {
    if (!/^gs:\/\/[^/]+\/[^*]+$/.test(uri)) throw invalid(`Source URI must be a Google Cloud Storage location: ${uri}`);
  }
  if (load['sourceFormat'] !== 'PARQUET') throw invalid('This server loads PARQUET alone.');
  if (load['autodetect'] === true) throw invalid('This server wants an explicit schema, and no autodetect.');
  const destination = (load['destinationTable'] ?? {}) as Record<string, string>;
  const [table = '', decorator] = (destination['tableId'] ?? '').split('$');
  const write = String(load['writeDisposition'] ?? 'WRITE_APPEND');
  if (!WRITES.includes(write)) throw invalid(`Invalid value for writeDisposition: ${write}`);
  if (load['createDisposition'] !== 'CREATE_NEVER') {
    throw invalid('This server wants CREATE_NEVER: a table that a load makes has no partitioning.');
  }
  const options = (load['schemaUpdateOptions'] ?? []) as string[];
  if (options.length > 0 && !(write === 'WRITE_APPEND' || (write === 'WRITE_TRUNCATE' && decorator !== undefined))) {
    throw invalid(
      'Schema update options should only be specified with WRITE_APPEND disposition, or with WRITE_TRUNCATE disposition on a table partition.',
    );
  }
  return {
    uris: uris as string[],
    fields: parseFields(load['schema']),
    project: destination['projectId'] ?? '',
    dataset: destination['datasetId'] ?? '',
    table,
    ...(decorator === undefined ? {} : { decorator }),
    write,
    mayAdd: options.includes('ALLOW_FIELD_ADDITION'),
    decimalTargetTypes: (load['decimalTargetTypes'] ?? ['NUMERIC']) as string[],
  };
}
