/**
 * What a page asks of its reader, in order: lines to type, files to save where a block's first line names one, what is to be
 * seen then, and pieces: parts of files, queries, whatever else stands in a fence.
 */
export type Block =
  | { kind: 'type'; line: string }
  | { kind: 'save'; path: string; text: string }
  | { kind: 'see'; text: string }
  | { kind: 'piece'; language: string; text: string };

export interface Fence {
  language: string;
  text: string;
}

/** Every fence of a Markdown text, also those that stand in a list. Throws where one has no language or no end. */
export function fencesOf(markdown: string): Fence[] {
  const fences: Fence[] = [];
  let open: { indent: string; language: string; lines: string[] } | undefined;
  for (const line of markdown.split('\n')) {
    const [, indent = '', language] = /^( *)(?:```|~~~)(.*)$/.exec(line) ?? [];
    if (open === undefined) {
      if (language === undefined) continue;
      if (!/^\w+$/.test(language)) throw new SyntaxError(`a fence has no language: ${line}`);
      open = { indent, language, lines: [] };
    } else if (language === undefined) {
      open.lines.push(line.startsWith(open.indent) ? line.slice(open.indent.length) : line);
    } else {
      fences.push({ language: open.language, text: open.lines.map((each) => `${each}\n`).join('') });
      open = undefined;
    }
  }
  if (open !== undefined) throw new SyntaxError(`a fence has no end: ${open.lines[0]}`);
  return fences;
}

export function blocksOf(markdown: string): Block[] {
  return fencesOf(markdown).flatMap(({ language, text }): Block[] => {
    if (language === 'sh') {
      const lines = text.replace(/\\\n\s*/g, '').split('\n');
      return lines.filter((line) => !/^\s*(?:#|$)/.test(line)).map((line) => ({ kind: 'type', line }));
    }
    if (language === 'text') return [{ kind: 'see', text }];
    const [, path] = /^(?:#|\/\/|--) (\S+\.\w+)$/.exec(text.split('\n', 1)[0] ?? '') ?? [];
    return [path === undefined ? { kind: 'piece', language, text } : { kind: 'save', path, text }];
  });
}
