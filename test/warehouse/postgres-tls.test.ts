import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { selfSigned } from '../http/certificate.ts';
import { tripRequest } from './fixture.ts';
import { writeOwnParquet } from './own-parquet.ts';
import { newPlace, withPostgres } from './postgres.ts';

const DAY = 86_400_000;
const idle = () => new AbortController().signal;
const valid = selfSigned({ from: new Date(Date.now() - DAY), to: new Date(Date.now() + DAY) });
const other = selfSigned({ from: new Date(Date.now() - DAY), to: new Date(Date.now() + DAY) });

await withPostgres(
  (server) => {
    test('each sslmode takes the certificates that it says, and refuses the others with the line that helps', async (context) => {
      const place = await newPlace(context, server);
      const roots = { right: join(place.folder, 'right.pem'), wrong: join(place.folder, 'wrong.pem') };
      await writeFile(roots.right, valid.cert);
      await writeFile(roots.wrong, other.cert);
      const named = place.url;
      // Reaches the same server under a name that its certificate does not have.
      const unnamed = place.url.replace('127.0.0.1', '0.0.0.0');
      const rows = (url: string, query: string) => place.open({ url: `${url}?${query}` }).rows(idle());
      const root = (path: string) => `sslrootcert=${encodeURIComponent(path)}`;
      for (const [url, query] of [
        [named, 'sslmode=disable'],
        [named, 'sslmode=require'],
        [unnamed, 'sslmode=require'],
        [named, `sslmode=verify-ca&${root(roots.right)}`],
        [unnamed, `sslmode=verify-ca&${root(roots.right)}`],
        [named, `sslmode=verify-full&${root(roots.right)}`],
        [named, root(roots.right)],
      ] as const) {
        assert.equal(await rows(url, query), undefined, query);
      }
      for (const [url, query] of [
        [named, 'sslmode=verify-full'],
        [named, 'sslmode=verify-ca'],
        [named, `sslmode=verify-full&${root(roots.wrong)}`],
        [named, `sslmode=verify-ca&${root(roots.wrong)}`],
        [named, `sslmode=require&${root(roots.wrong)}`],
        [unnamed, `sslmode=verify-full&${root(roots.right)}`],
        [unnamed, ''],
        [named, `sslmode=verify-full&${root(join(place.folder, 'none.pem'))}`],
      ] as const) {
        await assert.rejects(rows(url, query), { code: 'WAREHOUSE_TLS', exitCode: 2 }, query);
      }
    });

    test('rows go encrypted, and the rights that docs/postgres.md names are enough for loads of two months', async (context) => {
      const place = await newPlace(context, server);
      const role = `loader_${place.database}`;
      await place.query(
        `CREATE ROLE ${role} LOGIN PASSWORD 'loader-secret'; GRANT USAGE, CREATE ON SCHEMA public TO ${role}`,
      );
      const url = `${server.url(place.database, { user: role, password: 'loader-secret' })}?sslmode=require`;
      let encrypted: unknown;
      const beforeStatement = async (sql: string) => {
        if (!sql.startsWith('COPY')) return;
        const [row] = await place.query(
          "SELECT ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE application_name = 'lakeferry'",
        );
        encrypted = row?.['ssl'];
      };
      const warehouse = place.open({ url, beforeStatement });
      for (const month of ['2021-01', '2021-02']) {
        await warehouse.load(await tripRequest(place.folder, { month, count: 3 }, writeOwnParquet));
      }
      assert.equal(encrypted, true);
      assert.equal(await warehouse.rows(idle()), 6);
      assert.equal(await warehouse.drop({ partition: '2021-02', partitionDate: '2021-02-01', signal: idle() }), 3);
    });
  },
  { tls: valid },
);
