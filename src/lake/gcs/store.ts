import { ConflictError } from '../../base/errors.ts';
import type { Body, Facts, Store, StoredObject } from '../../base/ports/store.ts';
import { prefixOf, segmentsOf } from '../path.ts';
import { type ApiOptions, createApi } from './api.ts';
import { look } from './look.ts';
import { put } from './put.ts';
import { openContent } from './read.ts';
import { describe, FIELDS, type Resource } from './resource.ts';

const NONE = '0';

/**
 * A lake in a bucket of Google Cloud Storage. Which of two writers comes first is decided by the bucket:
 * https://cloud.google.com/storage/docs/request-preconditions
 */
export function createGcsStore(options: ApiOptions): Store {
  const { location } = options;
  const api = createApi(options);
  async function write(name: string, body: Body, seen: string, facts: Facts): Promise<StoredObject | undefined> {
    segmentsOf(name);
    const outcome = await put(api, name, body, seen, facts);
    return outcome.kind === 'written' ? outcome.object : undefined;
  }

  const changed = (name: string) =>
    new ConflictError(
      'STORE_CHANGED',
      `${name} in the lake ${location.url} is not the version that was seen; somebody else wrote it first, nothing was written`,
      { name },
    );

  return {
    url: location.url,
    async create(name, body, facts = {}) {
      const created = await write(name, body, NONE, facts);
      if (created !== undefined) return created;
      throw new ConflictError(
        'STORE_EXISTS',
        `${name} is already in the lake ${location.url}; somebody else wrote it first`,
        { name },
      );
    },
    async replace(name, body, seen, facts = {}) {
      const replaced = await write(name, body, seen === 'absent' ? NONE : seen, facts);
      if (replaced !== undefined) return replaced;
      throw changed(name);
    },
    async get(name) {
      segmentsOf(name);
      const found = await look(api, name);
      if (found === undefined) return undefined;
      return { ...describe(location, found), open: async () => openContent(api, name, found) };
    },
    async *list(prefix) {
      prefixOf(prefix);
      let pageToken: string | undefined;
      do {
        const page = await api.call({
          what: `list ${prefix === '' ? 'everything' : prefix}`,
          send: async ({ client }) => {
            const [items, next] = await client.bucket(location.bucket).getFiles({
              prefix: `${location.prefix}${prefix}`,
              autoPaginate: false,
              maxResults: 1000,
              fields: FIELDS,
              ...(pageToken === undefined ? {} : { pageToken }),
            });
            const { pageToken: following } = (next ?? {}) as { pageToken?: string };
            // Asked for some fields, the client gives the resources themselves.
            return { resources: items as unknown as Resource[], following };
          },
        });
        for (const resource of page.resources) yield describe(location, resource);
        pageToken = page.following;
      } while (pageToken !== undefined);
    },
    async delete(name) {
      segmentsOf(name);
      const found = await look(api, name);
      if (found === undefined) return;
      // Tried again without a condition, it could delete what somebody else has put there meanwhile.
      const deleted = await api.call({
        what: `delete ${name}`,
        expected: [404, 412],
        send: ({ client }) =>
          client.bucket(location.bucket).file(found.name).delete({ ifGenerationMatch: found.generation }),
      });
      if (deleted === 412) throw changed(name);
    },
  };
}
