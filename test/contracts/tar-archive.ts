/** A member of an archive; a link leads `to` somewhere. */
export interface Member {
  name: string;
  content?: string;
  to?: string;
  kind?: 'file' | 'symbolic-link' | 'hard-link';
}

const BLOCK = 512;
const TYPES = { file: '0', 'hard-link': '1', 'symbolic-link': '2' } as const;

/** An archive with members as nobody's `tar` would pack them. https://www.gnu.org/software/tar/manual/html_node/Standard.html */
export function tarArchive(members: readonly Member[]): Buffer {
  const blocks = members.flatMap(({ name, content = '', to = '', kind = 'file' }) => {
    const header = Buffer.alloc(BLOCK);
    const bytes = Buffer.from(content);
    header.write(name, 0);
    header.write(`0000644\0${'0000000\0'.repeat(2)}`, 100);
    header.write(`${bytes.length.toString(8).padStart(11, '0')}\0`, 124);
    header.write(`${'0'.repeat(11)}\0`, 136);
    header.write(' '.repeat(8), 148);
    header.write(TYPES[kind], 156);
    header.write(to, 157);
    header.write('ustar\u000000', 257);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    return [header, bytes, Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]);
}
