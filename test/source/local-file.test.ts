import assert from 'node:assert/strict';
import { mkdir, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { sha256 } from '../../src/base/hash.ts';
import { nodeFiles } from '../../src/runtime/node-files.ts';
import { probeSource } from '../../src/source/probe.ts';
import { type Bench, csvOf, openBench } from './bench.ts';

const CSV = csvOf(1000);

describe('a source that is a file of this machine', () => {
  let bench: Bench;
  let path: string;
  before(async () => {
    bench = await openBench();
    await mkdir(join(bench.folder, 'in'));
    path = join(bench.folder, 'in', 'ä b.csv');
    await writeFile(path, CSV);
  });
  after(() => bench.remove());
  const probe = (url: string, previous: { etag?: string; bytes?: number }, notReady: number[] = []) => {
    const { into: _, limits: __, ...rest } = bench.options(url, { settings: { notReady } });
    return probeSource({ ...rest, previous });
  };

  it('is copied, by path and by file: URL, and asked for again only when it changed', async () => {
    for (const url of [path, pathToFileURL(path).href]) {
      const fetched = await bench.fetch(url);
      assert.ok(fetched.kind === 'fetched');
      assert.equal(fetched.source.sha256, sha256(CSV));
      assert.equal(fetched.verifiedBy, 'length');
      const { etag } = fetched.source;
      assert.ok(etag !== undefined);
      assert.deepEqual(await bench.fetch(url, { previous: { etag } }), { kind: 'unchanged', etag });
      assert.deepEqual(await probe(url, { etag }), { kind: 'unchanged' });
      await utimes(path, 1_600_000_000, 1_600_000_000 + Math.random());
      assert.equal((await bench.fetch(url, { previous: { etag } })).kind, 'fetched');
      const probed = await probe(url, { etag });
      assert.ok(probed.kind === 'changed' && probed.part === 'etag' && probed.old === etag);
    }
    assert.deepEqual(await bench.left(), ['in', 'raw']);
  });

  it('C-2: with other content, and the size and the time that it had before, is another file', async () => {
    const file = join(bench.folder, 'in', 'dated.csv');
    const write = async (content: string) => {
      await writeFile(file, content);
      await utimes(file, 1_600_000_000, 1_600_000_000);
    };
    await write('id\n1\n');
    const first = await bench.fetch(file);
    assert.ok(first.kind === 'fetched' && first.source.etag !== undefined);
    const previous = { etag: first.source.etag };
    assert.equal((await probe(file, previous)).kind, 'unchanged');
    await write('id\n2\n');
    assert.equal((await probe(file, previous)).kind, 'changed');
    const second = await bench.fetch(file, { previous });
    assert.ok(second.kind === 'fetched');
    assert.notEqual(second.source.sha256, first.source.sha256);
    await rm(file);
  });

  it('that is missing is not ready where 404 is, else a mistake', async () => {
    const missing = join(bench.folder, 'in', 'none.csv');
    await assert.rejects(bench.fetch(missing), { code: 'SOURCE_MISSING', exitCode: 2 });
    assert.deepEqual(await bench.fetch(missing, { settings: { notReady: [404] } }), { kind: 'not_ready', status: 404 });
    assert.deepEqual(await probe(missing, { etag: '"x"' }, [404]), { kind: 'not_ready', status: 404 });
    assert.equal((await probe(missing, { etag: '"x"' })).kind, 'unknown');
  });

  it('that is a folder, another machine or no known scheme is a mistake', async () => {
    await assert.rejects(bench.fetch(join(bench.folder, 'in')), { code: 'SOURCE_FOLDER' });
    for (const url of ['ftp://example.org/a', 'file://elsewhere/a', 'in/a.csv', 's3://b/a.csv', '']) {
      await assert.rejects(bench.fetch(url), { code: 'SOURCE_URL', exitCode: 2, message: /absolute path/ });
    }
  });

  it('is held to the same rules as a download', async () => {
    const bad: readonly (readonly [string | Buffer, string])[] = [
      ['', 'FETCH_EMPTY'],
      ['<!doctype html>', 'FETCH_MARKUP'],
      [gzipSync(CSV).subarray(0, 900), 'GZIP_TRUNCATED'],
      ['BZh91AY&SY', 'FORMAT'],
    ];
    for (const [content, code] of bad) {
      const file = join(bench.folder, 'in', 'bad.csv');
      await writeFile(file, content);
      await assert.rejects(bench.fetch(file), { code });
      assert.deepEqual(await bench.left(), ['in', 'raw']);
    }
    await assert.rejects(bench.fetch(path, { limits: { download: 10 } }), { code: 'LIMIT_DOWNLOAD' });
  });

  it('Z7: that is named like another format than its bytes have is read by its bytes, with a warning', async () => {
    for (const [name, content, words] of [
      ['plain.csv.gz', CSV, /named like gzip, but its bytes are plain text/],
      ['packed.csv', gzipSync(CSV), /named like plain text, but its bytes are gzip/],
    ] as const) {
      bench.lines.length = 0;
      const file = join(bench.folder, 'in', name);
      await writeFile(file, content);
      await bench.fetch(file);
      assert.deepEqual(await bench.read(), content);
      assert.match(bench.lines.join('\n'), words);
    }
  });

  it('that changes while it is read is read again', async () => {
    const file = join(bench.folder, 'in', 'moving.csv');
    await writeFile(file, 'old\n');
    let reads = 0;
    const files = {
      ...nodeFiles,
      stream(from: string) {
        if (++reads > 1) return nodeFiles.stream(from);
        return Readable.from(
          (async function* () {
            yield Buffer.from('ol');
            await writeFile(`${file}.new`, CSV);
            await rename(`${file}.new`, file);
            yield Buffer.from('d\n');
          })(),
        );
      },
    };
    const fetched = await bench.fetch(file, { files });
    assert.ok(fetched.kind === 'fetched');
    assert.equal(fetched.attempts, 2);
    assert.equal(fetched.source.sha256, sha256(CSV));
  });

  it('that is reached through a link is copied, but has no tag to compare', async () => {
    const link = join(bench.folder, 'in', 'link.csv');
    await symlink(path, link);
    const fetched = await bench.fetch(link);
    assert.ok(fetched.kind === 'fetched');
    assert.equal(fetched.source.sha256, sha256(CSV));
    assert.equal(fetched.source.etag, undefined);
    const probed = await probe(link, { bytes: CSV.length });
    assert.ok(probed.kind === 'unknown' && /link/.test(probed.why));
  });

  it('F2: a disk that is full is told with the path, once, and leaves nothing', async () => {
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    for (const call of ['create', 'write', 'sync', 'rename'] as const) {
      const files = {
        ...nodeFiles,
        ...(call === 'rename' ? { rename: () => Promise.reject(full) } : {}),
        async create(name: string) {
          if (call === 'create') throw full;
          const file = await nodeFiles.create(name);
          return call === 'rename' ? file : { ...file, [call]: () => Promise.reject(full) };
        },
      };
      await assert.rejects(bench.fetch(path, { files }), { code: 'FETCH_DISK', exitCode: 1, message: /no space left/ });
      assert.deepEqual(await bench.left(), ['in', 'raw']);
    }
  });
});
