import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SECTIONS } from '../../bench/sections.ts';
import { testFolder } from './folder.ts';

for (const name of ['workers', 'sizes', 'steps', 'start']) {
  test(`the section ${name} measures all its rows, or says why not`, async (t) => {
    const section = SECTIONS.find((each) => each.name === name);
    assert.ok(section);
    const options = { folder: await testFolder(t), rows: 1000, rounds: 1, python: false, say: () => {} };
    const { tables } = await section.measure(options);
    assert.ok(tables.length > 0);
    for (const { rows } of tables)
      for (const row of rows) {
        if (row.refused !== undefined) continue;
        const [sample] = row.samples;
        assert.ok(sample !== undefined && sample.wall > 0 && (sample.cpu ?? 0) > 0 && (sample.peak ?? 0) > 20, row.key);
      }
  });
}
