import type { Files } from '../base/ports/files.ts';
import type { Schema } from '../table/schema.ts';
import type { ArrowFile } from './arrow-file.ts';
import type { OpenedArrow } from './opened-arrow.ts';

/** The door of this room: the library behind it is loaded when a step needs it, and by nothing else. */

/**
 * Creates a file in the Arrow IPC *stream* format, which must not exist yet. (The file format refuses a second dictionary
 * for a column, and each row group has its own.) Throws OutageError ARROW_WRITE where the disk refuses, here and later.
 * https://arrow.apache.org/docs/format/Columnar.html#ipc-streaming-format
 */
export async function createArrowFile(options: { files: Files; path: string; schema: Schema }): Promise<ArrowFile> {
  const { createWriter } = await import('./writer.ts');
  return createWriter(options);
}

/**
 * Opens a file in the Arrow IPC stream format, whoever wrote it. With a schema its columns must be exactly the schema's, in
 * any order, in any type from which each value can be read unchanged; without one the file's own columns are the schema.
 * A record batch as lakeferry wrote it comes back as the batch that it was; of any other, dictionary or plain follows from
 * the values. Throws, here and while reading:
 * ConfigurationError ARROW_FILE (it is not there, is a folder), ARROW_FORMAT (the file format, Parquet, Feather);
 * ContractError ARROW_DAMAGED (cut short, garbage, a checksum that does not agree), ARROW_SCHEMA (columns missing, too
 * many, of a wrong type: all at once), ARROW_VALUE (a value that cannot be kept, or a null in a required column);
 * OutageError ARROW_READ where the disk refuses.
 */
export async function openArrow(options: {
  files: Files;
  path: string;
  schema?: Schema;
  signal: AbortSignal;
}): Promise<OpenedArrow> {
  const { openReader } = await import('./reader.ts');
  return openReader(options);
}
