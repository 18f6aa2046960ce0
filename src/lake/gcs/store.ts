import { ConflictError } from '../../base/errors.ts';
import type { Body, Facts, Store, StoredObject } from '../../base/ports/store.ts';
import { problemOf } from '../../google/problem.ts';
import { prefixOf, segmentsOf } from '../path.ts';
import { type ApiOptions, createApi } from './api.ts';
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
  const fullName = (name: string): string => {
    segmentsOf(name);
    return `${location.prefix}${name}`;
  };

  async function write(name: string, body: Body, seen: string, facts: Facts): Promise<StoredObject | undefined> {
    fullName(name);
    const outcome = await put(api, name, body, seen, facts);
    return outcome.kind === 'written' ? outcome.object : undefined;
  }

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
      throw new ConflictError(
        'STORE_CHANGED',
        `${name} in the lake ${location.url} is not the version that was seen; somebody else wrote it first, nothing was written`,
        { name },
      );
    },
    async get(name) {
      const path = fullName(name);
      const found = await api.call({
        what: `look at ${name}`,
        send: async ({ client }) => {
          try {
            const [resource] = await client.bucket(location.bucket).file(path).getMetadata();
            return resource as Resource;
          } catch (error) {
            if (isNoObject(error)) return undefined;
            throw error;
          }
        },
      });
      if (found === undefined || typeof found === 'number') return undefined;
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
        if (typeof page === 'number') return;
        for (const resource of page.resources) yield describe(location, resource);
        pageToken = page.following;
      } while (pageToken !== undefined);
    },
    async delete(name) {
      const path = fullName(name);
      await api.call({
        what: `delete ${name}`,
        send: async ({ client }) => {
          try {
            await client.bucket(location.bucket).file(path).delete();
          } catch (error) {
            if (!isNoObject(error)) throw error;
          }
        },
      });
    },
  };
}

/** Nothing of this name, in a bucket that is there. */
function isNoObject(error: unknown): boolean {
  const { status, message } = problemOf(error);
  return status === 404 && !/bucket does not exist/i.test(message);
}
