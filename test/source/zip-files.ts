import { crc32, deflateRawSync } from 'node:zlib';

/** One file of an archive, as honest as what is left out. */
export interface ZippedFile {
  name: string;
  content: Uint8Array | string;
  stored?: boolean;
  /** Flags of the entry: bit 0 says encrypted. */
  flags?: number;
  method?: number;
  /** What the archive says of it in place of the truth. */
  size?: number;
  crc?: number;
  /** Unix mode, as the archives of Unix tools have it. */
  mode?: number;
  /** Another name in the file's own header than in the list. */
  localName?: string;
}

/** An archive as APPNOTE 4.3 describes it, written here so that a test can make it lie. */
export function zipOf(...files: readonly ZippedFile[]): Buffer {
  const parts: Buffer[] = [];
  const list: Buffer[] = [];
  let at = 0;
  for (const file of files) {
    const content = Buffer.from(file.content);
    const data = file.stored === true ? content : deflateRawSync(content);
    const facts = {
      flags: file.flags ?? 0,
      method: file.method ?? (file.stored === true ? 0 : 8),
      crc: file.crc ?? crc32(content),
      compressed: data.length,
      size: file.size ?? content.length,
    };
    const localName = Buffer.from(file.localName ?? file.name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    writeFacts(local, 4, facts, localName.length);
    const name = Buffer.from(file.name);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(0x031e, 4);
    writeFacts(entry, 6, facts, name.length);
    entry.writeUInt32LE(((file.mode ?? 0) << 16) >>> 0, 38);
    entry.writeUInt32LE(at, 42);
    parts.push(local, localName, data);
    list.push(entry, name);
    at += 30 + localName.length + data.length;
  }
  const central = Buffer.concat(list);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, central, end]);
}

function writeFacts(
  header: Buffer,
  at: number,
  facts: { flags: number; method: number; crc: number; compressed: number; size: number },
  nameBytes: number,
): void {
  header.writeUInt16LE(20, at);
  header.writeUInt16LE(facts.flags, at + 2);
  header.writeUInt16LE(facts.method, at + 4);
  header.writeUInt32LE(facts.crc, at + 10);
  header.writeUInt32LE(facts.compressed, at + 14);
  header.writeUInt32LE(facts.size, at + 18);
  header.writeUInt16LE(nameBytes, at + 22);
}
