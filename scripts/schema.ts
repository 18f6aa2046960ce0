import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { pipelineJsonSchema } from '../src/pipeline/schema.ts';

/**
 * The pipeline file's JSON Schema for editors, made from the zod schema. `node scripts/schema.ts` writes it; with
 * `--check` it only compares, and exits 1 when the file is out of step. A path after that names another file.
 */
const given = process.argv.slice(2).find((argument) => !argument.startsWith('-'));
const path = given ?? fileURLToPath(new URL('../schema/pipeline.schema.json', import.meta.url));
const wanted = `${JSON.stringify(pipelineJsonSchema(), null, 2)}\n`;

if (process.argv.includes('--check')) {
  if (read() === wanted) {
    process.stdout.write('schema/pipeline.schema.json is in step\n');
  } else {
    process.stderr.write('schema/pipeline.schema.json is out of step; run: node scripts/schema.ts\n');
    process.exitCode = 1;
  }
} else {
  writeFileSync(path, wanted);
  process.stdout.write('schema/pipeline.schema.json is written\n');
}

function read(): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
