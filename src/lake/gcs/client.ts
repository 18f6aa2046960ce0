import { EventEmitter } from 'node:events';
import { CRC32C, Storage } from '@google-cloud/storage';
import type { GoogleConnection } from '../../google/connection.ts';

// Reading an object, the client listens to one stream a dozen times, and Node would print a warning about a leak for each.
EventEmitter.defaultMaxListeners = 30;

/**
 * Google's client. It tries nothing again by itself: it cannot know that a failed precondition is the answer to its own
 * first try.
 */
export function createClient(connection: GoogleConnection): Storage {
  const { apiEndpoint, ...login } = connection;
  const client = new Storage({
    ...login,
    ...(apiEndpoint === undefined ? {} : { apiEndpoint, useAuthWithCustomEndpoint: login.authClient !== undefined }),
    // No call of ours is made in the name of a project; without one the client would look for it everywhere.
    projectId: 'unused',
    retryOptions: { autoRetry: false },
  });
  // Where STORAGE_EMULATOR_HOST is set, the client leaves the path of the interface out.
  client.baseUrl = `${client.apiEndpoint}/storage/v1`;
  return client;
}

/** CRC32C of what is passed piece by piece. */
export interface Checksum {
  update(bytes: Uint8Array): void;
  /** Four bytes in base64, as Google writes it. */
  value(): string;
}

export function createChecksum(): Checksum {
  const crc = new CRC32C();
  return {
    update: (bytes) => crc.update(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)),
    value: () => crc.toString(),
  };
}
