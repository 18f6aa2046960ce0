import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { pipelineJsonSchema } from '../../src/pipeline/schema.ts';

const script = fileURLToPath(new URL('../../scripts/schema.ts', import.meta.url));
const published = fileURLToPath(new URL('../../schema/pipeline.schema.json', import.meta.url));

interface Node {
  properties?: Record<string, Node>;
  additionalProperties?: boolean | Node;
  required?: string[];
  enum?: string[];
  anyOf?: Node[];
  items?: Node;
}

test('the published schema is in step', async () => {
  assert.deepEqual(JSON.parse(await readFile(published, 'utf8')), pipelineJsonSchema());
});

test('it knows no stray key anywhere, and what is required', () => {
  const schema = pipelineJsonSchema() as Node;
  assert.deepEqual(schema.required, ['name', 'description', 'owner', 'source', 'partitions', 'columns']);
  const loose: string[] = [];
  const visit = (node: Node, path: string): void => {
    if (node.properties !== undefined && node.additionalProperties !== false) loose.push(path);
    for (const [name, child] of Object.entries(node.properties ?? {})) visit(child, `${path}.${name}`);
    if (typeof node.additionalProperties === 'object') visit(node.additionalProperties, `${path}.*`);
  };
  visit(schema, '');
  assert.deepEqual(loose, []);
  assert.deepEqual(schema.properties?.['write']?.enum, ['replace-partition', 'append-once']);
  const column = schema.properties?.['columns']?.additionalProperties as Node;
  assert.deepEqual(column.required, ['type']);
});

test('--check tells a schema that is out of step', async () => {
  const run = promisify(execFile);
  const folder = await mkdtemp(join(tmpdir(), 'lakeferry-schema-'));
  const file = join(folder, 'schema.json');
  try {
    await assert.rejects(run(process.execPath, [script, '--check', file]), { code: 1 });
    await run(process.execPath, [script, file]);
    await run(process.execPath, [script, '--check', file]);
    await writeFile(file, '{}\n');
    await assert.rejects(run(process.execPath, [script, '--check', file]), { code: 1 });
  } finally {
    await rm(folder, { recursive: true });
  }
});
