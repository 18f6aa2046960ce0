/** What a page asks of its reader, in order: lines to type, and files to save where a block's first line names one. */
export type Block = { kind: 'type'; line: string } | { kind: 'save'; path: string; text: string };

const FENCE = /^```(\w+)\n([\s\S]*?)^```$/gm;

export function blocksOf(markdown: string): Block[] {
  return [...markdown.matchAll(FENCE)].flatMap(([, language = '', text = '']): Block[] => {
    if (language === 'sh') {
      const lines = text.replace(/\\\n\s*/g, '').split('\n');
      return lines.filter((line) => line.trim() !== '').map((line) => ({ kind: 'type', line }));
    }
    const [, path] = /^(?:#|\/\/|--) (\S+\.\w+)$/m.exec(text.split('\n', 1)[0] ?? '') ?? [];
    return path === undefined ? [] : [{ kind: 'save', path, text }];
  });
}
