import { shellText } from '../base/shell-text.ts';
import type { Session } from './session.ts';

/** The flags that say which pipeline, lake and table are meant, to be said again behind a command that is proposed. */
export function sameWords({ flags }: Pick<Session, 'flags'>): string {
  const set = ((flags['set'] as string[] | undefined) ?? []).map((line) => ` --set ${shellText(line)}`).join('');
  const named = ['pipeline', 'lake', 'warehouse'].map((name) => {
    const value = flags[name];
    return typeof value === 'string' && value !== '' ? ` --${name} ${shellText(value)}` : '';
  });
  return `${named.join('')}${set}`;
}
