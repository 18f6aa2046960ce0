import { ConfigurationError } from '../../base/errors.ts';
import { type ApiOptions, createApi } from './api.ts';

/** What lakeferry does with a bucket's objects; https://cloud.google.com/storage/docs/access-control/iam-permissions */
const PERMISSIONS = ['get', 'list', 'create', 'delete'].map((verb) => `storage.objects.${verb}`);

export interface BucketFacts {
  bucket: string;
  exists: boolean;
  /** `EU`, `EUROPE-WEST1`; absent where this account may not see it: Storage Object User does not include that. */
  location?: string;
  /** Permissions that lakeferry needs and this account does not have. */
  lacking: readonly string[];
}

/** Asks for rights and location; changes nothing. Whoever asks for his own rights needs none for that. */
export async function inspectBucket(options: ApiOptions): Promise<BucketFacts> {
  const { bucket } = options.location;
  const api = createApi(options);
  try {
    const granted = await api.call({
      what: `ask what this account may do with the bucket ${bucket}`,
      send: async ({ client }) => (await client.bucket(bucket).iam.testPermissions(PERMISSIONS))[0],
    });
    const facts = await api.call({
      what: `look at the bucket ${bucket}`,
      expected: [401, 403],
      send: async ({ client }) => (await client.bucket(bucket).getMetadata())[0] as { location?: string },
    });
    const location = typeof facts === 'number' ? undefined : facts.location;
    return {
      bucket,
      exists: true,
      lacking: PERMISSIONS.filter((permission) => granted[permission] !== true),
      ...(location === undefined ? {} : { location }),
    };
  } catch (error) {
    if (!(error instanceof ConfigurationError) || error.code !== 'LAKE_BUCKET') throw error;
    return { bucket, exists: false, lacking: [] };
  }
}
