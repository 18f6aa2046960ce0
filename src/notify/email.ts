import type { Channel } from '../pipeline/notify.ts';
import { bodyOf, cutText, type Message, titleOf } from './message.ts';

/** Longer ones are cut by those who show them. */
const LONGEST_SUBJECT = 200;

export interface Mail {
  from: string;
  to: readonly string[];
  subject: string;
  /** The body is plain text, in which nothing is read as markup. */
  text: string;
  messageId: string;
  headers: Readonly<Record<string, string>>;
}

/** Told again, a mail has the same Message-ID: many servers deliver it once. */
export function composeMail(message: Message, channel: Extract<Channel, { to: 'email' }>): Mail {
  const plain = (text: string) => text;
  const link = message.url === undefined ? '' : `\n\n${message.url}`;
  return {
    from: channel.from,
    to: channel.recipients,
    // A line end would begin a header of somebody else's.
    subject: cutText(titleOf(message, plain), LONGEST_SUBJECT).replace(/[\r\n]+/g, ' '),
    text: `${bodyOf(message, plain)}${link}\n`,
    messageId: `<${message.id}@${channel.from.split('@')[1]}>`,
    // RFC 3834: no vacation notice shall answer.
    headers: { 'Auto-Submitted': 'auto-generated' },
  };
}
