import { bodyOf, cutText, type Escape, type Message, titleOf } from './message.ts';

/** https://docs.discord.com/developers/resources/webhook#execute-webhook */
const LONGEST = 2000;
const LONGEST_TITLE = 250;
const SUPPRESS_EMBEDS = 1 << 2;

/** A backslash takes the meaning of any mark: of Markdown, of links, of `<@id>` and of `@everyone`. */
const escapeDiscord: Escape = (text) => text.replace(/[!-/:-@[-`{-~]/g, '\\$&');

/** The body of a webhook. Whatever stands in it, nobody is pinged and nothing is unfurled. */
export function composeDiscord(message: Message): object {
  const link = message.url === undefined ? '' : `\n<${message.url}>`;
  const title = `**${cutText(titleOf(message, escapeDiscord), LONGEST_TITLE)}**\n`;
  const body = cutText(bodyOf(message, escapeDiscord), LONGEST - title.length - link.length);
  return { content: `${title}${body}${link}`, allowed_mentions: { parse: [] }, flags: SUPPRESS_EMBEDS };
}
