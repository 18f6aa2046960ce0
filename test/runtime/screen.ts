import { Writable } from 'node:stream';

/**
 * As much of a terminal as live lines need: text, line ends, and the sequences that move the cursor and erase. What it
 * does not know is an error, so that nothing is taken for text that a terminal would act on.
 */
export function createScreen(columns = 80): { out: NodeJS.WriteStream; lines(): string[]; raw(): string } {
  const cells: string[][] = [[]];
  let raw = '';
  let row = 0;
  let column = 0;
  const line = (): string[] => {
    while (cells.length <= row) cells.push([]);
    return cells[row] as string[];
  };
  const act = (final: string, argument: string): void => {
    const count = argument === '' ? 1 : Number(argument);
    if (final === 'A') row = Math.max(0, row - count);
    else if (final === 'B') row += count;
    else if (final === 'G') column = argument === '' ? 0 : count - 1;
    else if (final === 'K' && argument === '2') line().length = 0;
    else if (final === 'K' && argument === '') line().length = Math.min(line().length, column);
    else if (!/^\?(?:25|2026)$/.test(argument)) throw new Error(`the screen does not know ESC[${argument}${final}`);
  };
  const write = (text: string): void => {
    for (let at = 0; at < text.length; at++) {
      const sequence = /^\u001b\[([?\d]*)([A-Za-z])/.exec(text.slice(at));
      if (sequence !== null) {
        act(sequence[2] as string, sequence[1] as string);
        at += sequence[0].length - 1;
      } else if (text[at] === '\n') {
        row += 1;
        column = 0;
      } else {
        const cell = line();
        while (cell.length < column) cell.push(' ');
        cell[column++] = text[at] as string;
      }
    }
  };
  const out = new Writable({
    write(chunk, _, done) {
      raw += String(chunk);
      write(String(chunk));
      done();
    },
  });
  return {
    out: Object.assign(out, { isTTY: true, columns, rows: 24 }) as unknown as NodeJS.WriteStream,
    raw: () => raw,
    lines: () => {
      const lines = cells.map((cell) => cell.join('').trimEnd());
      while (lines.at(-1) === '') lines.pop();
      return lines;
    },
  };
}
