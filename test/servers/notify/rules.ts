/** What each channel refuses, as it documents it. A text: why; undefined: taken. */
type Rule = (body: unknown, bytes: number) => string | undefined;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const lengthOf = (value: unknown): number => (typeof value === 'string' ? value.length : Number.NaN);

/** https://docs.slack.dev/reference/block-kit/blocks */
export const checkSlack: Rule = (body) => {
  if (!isRecord(body)) return 'invalid_payload';
  if (typeof body['text'] !== 'string' || body['text'] === '') return 'no_text';
  const { blocks } = body;
  if (!Array.isArray(blocks) || blocks.length > 50) return 'invalid_blocks';
  for (const block of blocks as Record<string, unknown>[]) {
    const text = block['text'] as Record<string, unknown> | undefined;
    const length = lengthOf(text?.['text']);
    if (block['type'] === 'header') {
      if (text?.['type'] !== 'plain_text' || !(length >= 1 && length <= 150)) return 'invalid_blocks';
    } else if (block['type'] === 'section') {
      if (!['plain_text', 'mrkdwn'].includes(String(text?.['type'])) || !(length >= 1 && length <= 3000)) {
        return 'invalid_blocks';
      }
    } else if (block['type'] === 'context') {
      const { elements } = block;
      if (!Array.isArray(elements) || elements.length === 0 || elements.length > 10) return 'invalid_blocks';
    } else {
      return 'invalid_blocks';
    }
  }
  return undefined;
};

/** 28 KB: https://learn.microsoft.com/microsoftteams/limits-specifications-teams */
export const checkTeams: Rule = (body, bytes) => {
  if (bytes > 28 * 1024) return 'RequestEntityTooLarge';
  if (!isRecord(body) || body['type'] !== 'message') return 'BadRequest';
  const { attachments } = body;
  if (!Array.isArray(attachments) || attachments.length !== 1) return 'BadRequest';
  const [attachment] = attachments as Record<string, unknown>[];
  if (attachment?.['contentType'] !== 'application/vnd.microsoft.card.adaptive') return 'BadRequest';
  const card = attachment['content'];
  if (!isRecord(card) || card['type'] !== 'AdaptiveCard' || !/^1\.[0-5]$/.test(String(card['version'])))
    return 'BadCard';
  const elements = card['body'];
  if (!Array.isArray(elements) || elements.length === 0) return 'BadCard';
  for (const element of elements as Record<string, unknown>[]) {
    if (element['type'] !== 'RichTextBlock' || !Array.isArray(element['inlines'])) return 'BadCard';
    for (const inline of element['inlines'] as Record<string, unknown>[]) {
      if (inline['type'] !== 'TextRun' || !(lengthOf(inline['text']) >= 1)) return 'BadCard';
    }
  }
  for (const action of (card['actions'] ?? []) as Record<string, unknown>[]) {
    if (action['type'] !== 'Action.OpenUrl' || URL.parse(String(action['url'])) === null) return 'BadCard';
  }
  return undefined;
};

/** https://docs.discord.com/developers/resources/webhook#execute-webhook */
export const checkDiscord: Rule = (body) => {
  if (!isRecord(body)) return 'Invalid Form Body';
  const length = lengthOf(body['content']);
  if (!(length >= 1)) return 'Cannot send an empty message';
  if (length > 2000) return 'Must be 2000 or fewer in length.';
  return undefined;
};

/** As docs/notifications.md describes it. */
export const checkWebhook: Rule = (body) => {
  if (!isRecord(body) || body['version'] !== 1) return 'version';
  for (const key of ['id', 'dataset', 'owner', 'title', 'text']) if (typeof body[key] !== 'string') return key;
  const { notices } = body;
  if (!Array.isArray(notices) || notices.length === 0) return 'notices';
  for (const notice of notices as Record<string, unknown>[]) {
    for (const key of ['partition', 'state', 'reason']) if (typeof notice[key] !== 'string') return `notices.${key}`;
  }
  return undefined;
};

export const RULES: Readonly<Record<string, { check: Rule; status: number; words: string }>> = {
  '/slack': { check: checkSlack, status: 200, words: 'ok' },
  '/teams': { check: checkTeams, status: 202, words: '' },
  '/discord': { check: checkDiscord, status: 204, words: '' },
  '/hook': { check: checkWebhook, status: 200, words: '' },
};

/** Whom a text would ping, as the channel reads it. */
export function pingsIn(path: string, body: unknown): string[] {
  const found: string[] = [];
  if (path === '/slack') {
    // In any text, because a fallback is read as mrkdwn too. Links are none.
    for (const [, control = ''] of JSON.stringify(body).matchAll(/<([^<>]*)>/g)) {
      if (/^[@!#]/.test(control)) found.push(control);
    }
  }
  if (path === '/discord') {
    const { content = '', allowed_mentions: allowed } = body as {
      content?: string;
      allowed_mentions?: { parse?: unknown };
    };
    const mentions = content.match(/(?<!\\)@(?:everyone|here)\b|(?<!\\)<(?:@[!&]?|#)\d+>/g) ?? [];
    if (!Array.isArray(allowed?.parse) || allowed.parse.length > 0) found.push(...mentions);
    // Nobody is pinged, and yet it is not text.
    else found.push(...mentions.filter((mention) => mention.startsWith('<')));
  }
  return found;
}
