import { type Check, ok, warn } from '../answer.ts';

/** Columns that files brought and that the pipeline file still does not name: texts for as long as nobody does. */
export const evolvedColumns: Check = {
  code: 'evolved-columns',
  async run({ ledger, pipeline }) {
    const { value } = await ledger();
    if (value === undefined || value.heads.size === 0) return undefined;
    const named = new Set(pipeline.columns.map(({ name }) => name));
    const unnamed = value.evolved.filter(({ name }) => !named.has(name));
    if (unnamed.length === 0) return ok('the lake has no column that the pipeline file does not name');
    return warn(
      `files added columns to the lake, as text: ${unnamed.map(({ name }) => name).join(', ')}`,
      `name them under "columns" in ${pipeline.file}: ${unnamed.map(({ name, from }) => `${name}: { type: string, from: ${JSON.stringify(from)}, optional: true }`).join(' ')}`,
    );
  },
};
