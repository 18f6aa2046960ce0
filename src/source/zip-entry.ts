import { ContractError, reasonOf } from '../base/errors.ts';
import type { ReadableFile } from '../base/ports/files.ts';

/** The one file of an archive. */
export interface ZipEntry {
  /** As the archive spells it. For messages: nothing is ever written by this name. */
  name: string;
  method: 'stored' | 'deflated';
  /** Where its data begins in the archive. */
  start: number;
  compressed: number;
  size: number;
  crc: number;
}

/** APPNOTE 4.3: the end of the central directory, its 64-bit twin and what points at that, an entry there, an entry's own header. */
const END = { mark: 0x06054b50, bytes: 22 };
const END64 = { mark: 0x06064b50, bytes: 56 };
const LOCATOR64 = { mark: 0x07064b50, bytes: 20 };
const CENTRAL = { mark: 0x02014b50, bytes: 46 };
const LOCAL = { mark: 0x04034b50, bytes: 30 };
const LONGEST_COMMENT = 0xffff;
/** In a 16 or 32 bit field: the number stands in the 64-bit part. */
const ELSEWHERE_16 = 0xffff;
const ELSEWHERE_32 = 0xffffffff;

const ENCRYPTED = 1 << 0;
const STRONG = 1 << 6;
const PATCH = 1 << 5;
const HIDDEN = 1 << 13;

/** Unix file types in the upper half of an entry's attributes. */
const TYPE_MASK = 0o170000;
const REGULAR = 0o100000;

/**
 * Finds the one entry of an archive by its central directory and checks that the entry's own header agrees. Throws
 * ContractError: ZIP_DAMAGED, ZIP_ENTRIES (none or several), ZIP_NAME (a path that leaves its folder), ZIP_KIND (a link
 * or folder), ZIP_ENCRYPTED, ZIP_METHOD.
 */
export async function zipEntry(file: ReadableFile, size: number, shown: string): Promise<ZipEntry> {
  const end = await findEnd(file, size, shown);
  if (end.entries !== 1) {
    throw zipError(
      'ZIP_ENTRIES',
      shown,
      `it holds ${end.entries} files and not one; give each file an archive of its own`,
    );
  }
  const view = await part(file, size, end.start, end.bytes, shown);
  if (end.bytes < CENTRAL.bytes || view.getUint32(0, true) !== CENTRAL.mark) throw damaged(shown, 'its list of files');
  const flags = view.getUint16(8, true);
  const method = view.getUint16(10, true);
  const nameBytes = view.getUint16(28, true);
  const extraBytes = view.getUint16(30, true);
  const listed = CENTRAL.bytes + nameBytes + extraBytes + view.getUint16(32, true);
  if (listed !== end.bytes) throw damaged(shown, 'its list of files');
  const name = nameAt(view, CENTRAL.bytes, nameBytes);
  const sizes = sizesOf(view, CENTRAL.bytes + nameBytes, extraBytes, shown);
  refuse({ shown, name, flags, method, madeBy: view.getUint8(5), attributes: view.getUint32(38, true) });
  const local = await part(file, size, sizes.offset, LOCAL.bytes, shown);
  const dataStart = sizes.offset + LOCAL.bytes + local.getUint16(26, true) + local.getUint16(28, true);
  if (local.getUint32(0, true) !== LOCAL.mark || local.getUint16(8, true) !== method)
    throw damaged(shown, 'the header of its file');
  if (((local.getUint16(6, true) ^ flags) & (ENCRYPTED | STRONG | PATCH | HIDDEN)) !== 0)
    throw damaged(shown, 'the header of its file');
  const localName = nameAt(
    await part(file, size, sizes.offset + LOCAL.bytes, local.getUint16(26, true), shown),
    0,
    local.getUint16(26, true),
  );
  if (localName !== name) throw damaged(shown, 'two names of its file');
  if (dataStart + sizes.compressed > end.start) throw damaged(shown, 'the size of its file');
  return {
    name,
    method: method === 0 ? 'stored' : 'deflated',
    start: dataStart,
    compressed: sizes.compressed,
    size: sizes.size,
    crc: view.getUint32(16, true),
  };
}

function refuse(entry: {
  shown: string;
  name: string;
  flags: number;
  method: number;
  madeBy: number;
  attributes: number;
}): void {
  const { shown, name, flags, method, madeBy, attributes } = entry;
  const quoted = JSON.stringify(name);
  if ((flags & (ENCRYPTED | STRONG | HIDDEN)) !== 0) {
    throw zipError('ZIP_ENCRYPTED', shown, 'its file is encrypted; name a source that is not');
  }
  const parts = name.split(/[\\/]/);
  if (name === '' || name.includes('\0') || /^[\\/]|^[a-zA-Z]:/.test(name) || parts.includes('..')) {
    throw zipError('ZIP_NAME', shown, `its file is called ${quoted}, a path that leads out of the archive`);
  }
  // Attributes are Unix's where 3 made them; 0 says nothing.
  const type = madeBy === 3 ? (attributes >>> 16) & TYPE_MASK : 0;
  if (parts.at(-1) === '' || (type !== 0 && type !== REGULAR)) {
    throw zipError('ZIP_KIND', shown, `${quoted} in it is no plain file but a folder, a link or a device`);
  }
  if ((flags & PATCH) !== 0 || (method !== 0 && method !== 8)) {
    throw zipError(
      'ZIP_METHOD',
      shown,
      `its file is packed by method ${method}; only deflate (8) and stored (0) are read`,
    );
  }
}

interface End {
  entries: number;
  start: number;
  bytes: number;
}

async function findEnd(file: ReadableFile, size: number, shown: string): Promise<End> {
  const length = Math.min(size, END.bytes + LONGEST_COMMENT);
  const view = await part(file, size, size - length, length, shown);
  for (let at = length - END.bytes; at >= 0; at--) {
    if (view.getUint32(at, true) !== END.mark || at + END.bytes + view.getUint16(at + 20, true) !== length) continue;
    const position = size - length + at;
    const small = {
      entries: view.getUint16(at + 10, true),
      bytes: view.getUint32(at + 12, true),
      start: view.getUint32(at + 16, true),
    };
    const isSplit = view.getUint16(at + 4, true) !== 0 && view.getUint16(at + 4, true) !== ELSEWHERE_16;
    if (isSplit) throw zipError('ZIP_ENTRIES', shown, 'it is one part of an archive of several; join them first');
    const isLarge = small.entries === ELSEWHERE_16 || small.bytes === ELSEWHERE_32 || small.start === ELSEWHERE_32;
    const end = isLarge ? await largeEnd(file, size, position, shown) : { ...small, behind: position };
    if (end.start + end.bytes !== end.behind) throw damaged(shown, 'the place of its list of files');
    return end;
  }
  throw damaged(shown, 'its end: is it whole?');
}

async function largeEnd(
  file: ReadableFile,
  size: number,
  position: number,
  shown: string,
): Promise<End & { behind: number }> {
  const locator = await part(file, size, position - LOCATOR64.bytes, LOCATOR64.bytes, shown);
  if (locator.getUint32(0, true) !== LOCATOR64.mark) throw damaged(shown, 'its 64-bit end');
  const behind = Number(locator.getBigUint64(8, true));
  const view = await part(file, size, behind, END64.bytes, shown);
  if (view.getUint32(0, true) !== END64.mark) throw damaged(shown, 'its 64-bit end');
  return {
    entries: Number(view.getBigUint64(32, true)),
    bytes: Number(view.getBigUint64(40, true)),
    start: Number(view.getBigUint64(48, true)),
    behind,
  };
}

/** Sizes and place of an entry, from the 64-bit extra field where they do not fit. */
function sizesOf(view: DataView, extraAt: number, extraBytes: number, shown: string) {
  const small = {
    compressed: view.getUint32(20, true),
    size: view.getUint32(24, true),
    offset: view.getUint32(42, true),
  };
  for (let at = extraAt; at + 4 <= extraAt + extraBytes; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue;
    let next = at + 4;
    const behind = next + view.getUint16(at + 2, true);
    const large = (value: number): number => {
      if (value !== ELSEWHERE_32) return value;
      if (next + 8 > behind || behind > extraAt + extraBytes) throw damaged(shown, 'the 64-bit sizes of its file');
      next += 8;
      return Number(view.getBigUint64(next - 8, true));
    };
    return { size: large(small.size), compressed: large(small.compressed), offset: large(small.offset) };
  }
  return small;
}

function nameAt(view: DataView, at: number, length: number): string {
  return new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + at, length));
}

/** Far more than the list of one file can take: a name, an extra field and a comment. */
const MOST_PART = 256 * 1024;

async function part(file: ReadableFile, size: number, start: number, length: number, shown: string): Promise<DataView> {
  if (!(start >= 0 && length >= 0 && length <= MOST_PART && start + length <= size))
    throw damaged(shown, 'where its parts lie');
  const bytes = new Uint8Array(length);
  try {
    if ((await file.read(bytes, start)) !== length) throw damaged(shown, 'its end: is it whole?');
  } catch (error) {
    if (error instanceof ContractError) throw error;
    throw damaged(shown, reasonOf(error));
  }
  return new DataView(bytes.buffer);
}

function damaged(shown: string, what: string): ContractError {
  return zipError('ZIP_DAMAGED', shown, `the archive is damaged: ${what}`);
}

export function zipError(code: string, shown: string, problem: string): ContractError {
  return new ContractError(code, `${shown} is a zip archive that cannot be read: ${problem}`, { name: shown });
}
