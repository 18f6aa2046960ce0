import type { Place } from '../base/ports/log.ts';
import type { Pipeline, PipelinePart } from '../pipeline/pipeline.ts';

/** Where in the pipeline file a message belongs: at the line that it names, else at the file's beginning. */
export function namedPlace(message: string, file: string): Place {
  return { file, line: namedLine(message, file) ?? 1 };
}

/** The same of a failure, which belongs to a part of the file where its message names no line. */
export function failurePlace(pipeline: Pipeline, failure: { code: string; message: string; task?: string }): Place {
  const { file, lines } = pipeline;
  const [likeliest] = partsOf(failure).flatMap((part) => lines[part] ?? []);
  return { file, line: namedLine(failure.message, file) ?? likeliest ?? 1 };
}

function namedLine(message: string, file: string): number | undefined {
  const digits = /^\d+/.exec(message.split(`${file}:`)[1] ?? '')?.[0];
  return digits === undefined ? undefined : Number(digits);
}

const BY_CODE: readonly (readonly [RegExp, readonly PipelinePart[]])[] = [
  [/^TOO_MANY_REJECTED$/, ['contract', 'columns']],
  [/^EXPECT_/, ['expect']],
  [/^(?:CSV_)?LIMIT_/, ['limits', 'source']],
  [/^(?:SCHEMA_|PARQUET_(?:CAST|VALUE|NESTED)$|ARROW_|WAREHOUSE_SCHEMA$)/, ['columns']],
  [/^(?:WAREHOUSE_|FOREIGN_TABLE$)/, ['warehouse']],
  [/^(?:LAKE_|LEDGER_|STORE_|PUBLISH_)/, ['lake']],
  [/^GOOGLE_/, ['google', 'lake', 'warehouse']],
  [/^(?:CSV_|NUL$)/, ['csv', 'source']],
  [/^(?:FETCH_|SOURCE_|HTTP_|GZIP_|ZSTD_|ZIP_|PARQUET_|JSON_|NDJSON_)/, ['source']],
];

const BY_TASK: Readonly<Record<string, readonly PipelinePart[]>> = {
  fetch: ['source'],
  upload: ['lake'],
  load: ['warehouse'],
};

/** The likeliest first. */
function partsOf({ code, task = '' }: { code: string; task?: string }): readonly PipelinePart[] {
  return BY_CODE.find(([form]) => form.test(code))?.[1] ?? BY_TASK[task] ?? [];
}
