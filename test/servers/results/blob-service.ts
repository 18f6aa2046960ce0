import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { type Blobs, BlockListError } from './blobs.ts';
import type { SignedUrls } from './signed-urls.ts';

/** Storage behind signed URLs: Put Blob, Put Block, Put Block List and a plain download. */
export async function serveBlob(options: {
  blobs: Blobs;
  urls: SignedUrls;
  url: URL;
  request: IncomingMessage;
  response: ServerResponse;
}): Promise<void> {
  const { blobs, urls, url, request, response } = options;
  const grant = urls.grant(url, request.method === 'PUT' ? 'write' : 'read');
  if (grant === undefined) return refuse(request, response, 403, 'AuthenticationFailed');

  if (request.method === 'PUT') {
    const contentType = String(request.headers['x-ms-blob-content-type'] ?? 'application/octet-stream');
    const part = url.searchParams.get('comp');
    if (part === 'block') {
      await blobs.putBlock(grant.blob, url.searchParams.get('blockid') ?? '', request);
    } else if (part === 'blocklist') {
      try {
        await blobs.commit(grant.blob, contentType, (await request.toArray()).join(''));
      } catch (error) {
        if (!(error instanceof BlockListError)) throw error;
        return refuse(request, response, 400, 'InvalidBlockList');
      }
    } else {
      await blobs.put(grant.blob, contentType, request);
    }
    response.writeHead(201, { etag: `"${grant.blob}"`, 'last-modified': new Date().toUTCString() }).end();
    return;
  }

  const facts = await blobs.facts(grant.blob);
  if (facts === undefined) return refuse(request, response, 404, 'BlobNotFound');
  response.writeHead(200, {
    'content-length': facts.size,
    // The artifact client unpacks what says that it is a zip, and nothing else.
    'content-type': facts.contentType,
    ...(grant.fileName === undefined
      ? {}
      : { 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(grant.fileName)}` }),
  });
  await pipeline(blobs.read(grant.blob), response);
}

/** An error as storage tells it. The body is read to its end first: a client that still sends would see a broken pipe. */
export function refuse(request: IncomingMessage, response: ServerResponse, status: number, code: string): void {
  request.resume();
  response
    .writeHead(status, { 'content-type': 'application/xml', 'x-ms-error-code': code })
    .end(`<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`);
}
