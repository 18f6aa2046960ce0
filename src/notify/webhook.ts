import { bodyOf, type Message, titleOf } from './message.ts';

/** Changes when a reader of the body would have to. */
const VERSION = 1;

/** The body of any webhook, as docs/notifications.md describes it: the texts of the file's templates, and the facts. */
export function composeWebhook(message: Message): object {
  const plain = (text: string) => text;
  const [first] = message.fields;
  return {
    version: VERSION,
    id: message.id,
    dataset: first?.['dataset'],
    owner: first?.['owner'],
    title: titleOf(message, plain),
    text: bodyOf(message, plain),
    ...(message.url === undefined ? {} : { url: message.url }),
    notices: message.notices.map(({ state, publication }, at) => {
      const { partition, reason, task, code } = message.fields[at] ?? {};
      return {
        partition,
        state,
        reason,
        ...(task === '' ? {} : { task, code }),
        ...(publication === undefined ? {} : { rows: publication.rows, rejected: publication.rejected }),
      };
    }),
  };
}
