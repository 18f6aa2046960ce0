import { bodyOf, cutText, isGood, type Message, titleOf } from './message.ts';

/** A message may have 28 KB; characters may need three bytes of UTF-8, and the card around them is small. */
const LONGEST_TITLE = 300;
const LONGEST_BODY = 7000;
const MOST_LINES = 60;

/**
 * The body for a workflow in Teams ("when a Teams webhook request is received"): one Adaptive Card. Its text stands in runs,
 * which read no Markdown: https://learn.microsoft.com/adaptive-cards/schema-explorer/text-run
 */
export function composeTeams(message: Message): object {
  const plain = (text: string) => text;
  const title = cutText(titleOf(message, plain), LONGEST_TITLE);
  const lines = cutText(bodyOf(message, plain), LONGEST_BODY).split('\n').slice(0, MOST_LINES);
  const run = (text: string, more: object = {}) => ({
    type: 'RichTextBlock',
    inlines: [{ type: 'TextRun', text, ...more }],
  });
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          body: [
            run(title, { size: 'Large', weight: 'Bolder', color: isGood(message) ? 'Good' : 'Attention' }),
            ...lines.filter((line) => line !== '').map((line) => run(line)),
          ],
          ...(message.url === undefined
            ? {}
            : { actions: [{ type: 'Action.OpenUrl', title: 'The workflow run', url: message.url }] }),
        },
      },
    ],
  };
}
