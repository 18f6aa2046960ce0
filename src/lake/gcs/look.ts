import type { Api } from './api.ts';
import type { Resource } from './resource.ts';

/** What is there now under this name of the lake; undefined: nothing. */
export async function look(api: Api, name: string): Promise<Resource | undefined> {
  const { bucket, prefix } = api.location;
  const found = await api.call({
    what: `look at ${name}`,
    expected: [404],
    send: async ({ client }) => {
      const [resource] = await client.bucket(bucket).file(`${prefix}${name}`).getMetadata();
      return resource as Resource;
    },
  });
  return typeof found === 'number' ? undefined : found;
}
