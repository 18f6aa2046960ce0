import { bodyOf, cutText, type Message, titleOf } from './message.ts';

/** https://docs.slack.dev/reference/block-kit/blocks/header-block and …/section-block */
const LONGEST_HEADER = 150;
const LONGEST_SECTION = 3000;

/** The three characters by which Slack finds links, mentions and entities. https://docs.slack.dev/messaging/formatting-message-text */
const escapeSlack = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/**
 * The body of an incoming webhook. All text is plain text, in which Slack reads no formatting; only the link to the run, whose
 * address is ours, is not.
 */
export function composeSlack(message: Message): object {
  const plain = (text: string) => text;
  const title = cutText(escapeSlack(titleOf(message, plain)), LONGEST_HEADER);
  const body = cutText(escapeSlack(bodyOf(message, plain)), LONGEST_SECTION);
  return {
    // What a notification on a telephone shows.
    text: title,
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: title, emoji: false } },
      { type: 'section', text: { type: 'plain_text', text: body, emoji: false } },
      ...(message.url === undefined
        ? []
        : [
            { type: 'context', elements: [{ type: 'mrkdwn', text: `<${escapeSlack(message.url)}|The workflow run>` }] },
          ]),
    ],
  };
}
