import type { Storage } from '@google-cloud/storage';
import type { GoogleConnection } from '../../google/connection.ts';
import type { Checksum } from './client.ts';

/** Google's client and what it brings along. */
export interface Library {
  client: Storage;
  createChecksum(): Checksum;
}

/**
 * Loaded when the first call is made: whose lake is a folder never pays for it. A file of ours stands between, because a
 * bundle hands out a CommonJS package that is imported at run time without its named exports.
 */
export async function openLibrary(connection: GoogleConnection): Promise<Library> {
  const { createChecksum, createClient } = await import('./client.ts');
  return { client: createClient(connection), createChecksum };
}
