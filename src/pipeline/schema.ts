import * as z from 'zod';
import { parseByteSize } from '../base/byte-size.ts';
import { parseDuration } from '../base/duration.ts';
import { ConfigurationError } from '../base/errors.ts';
import { parseRetryDelay } from '../base/retry.ts';
import { parseColumnType, TYPE_NAMES } from '../table/type.ts';
import {
  line,
  listOf,
  mapping,
  mappingOf,
  matching,
  oneOf,
  oneOrMany,
  paragraph,
  parsedBy,
  pattern,
  spelled,
  spelledOrNull,
  timezone,
  wholeNumber,
  yesNo,
} from './leaf.ts';
import { CHANNELS, NOTICE_STATES } from './notify.ts';

/**
 * The pipeline file as it is written: one schema checks it, types it in TypeScript and is published for editors.
 * What depends on more than one key is checked in `check.ts` and `column-check.ts`; values are made in `resolve.ts`.
 */

const duration = parsedBy(parseDuration, 'a duration', 'write a number with ms, s, m, h or d, like 45d or 1h30m');
const size = parsedBy(parseByteSize, 'a size', 'write a number with B, kB, MB, GB, KiB, MiB or GiB, like 500MB');
/** For what is kept in memory whole: a string of JavaScript ends at 512 MiB, and spans are 32-bit numbers. */
const MOST_WHOLE = 2 ** 28;
const whole = parsedBy(
  (text) => {
    if (parseByteSize(text) <= MOST_WHOLE) return;
    throw new ConfigurationError('BYTE_SIZE', `"${text}" is more than 256MiB; write at most 256MiB`);
  },
  'a size up to 256MiB',
  'write a number with B, kB, MB, KiB or MiB, like 20MB',
);
const DELAY = ['a delay', 'write "exponential(2s, 60s)", 10s or [1s, 10s, 1m]'] as const;
const retryDelay = z.union([parsedBy(parseRetryDelay, ...DELAY), z.array(duration).min(1)], {
  error: DELAY.join('\n'),
});

const SHARE = { error: 'a share of rows\nwrite a percentage like 0.1%, or a number from 0 to 1' };
const share = z.union(
  [z.number().min(0, SHARE).max(1, SHARE), z.string().regex(/^(?:100|\d{1,2}(?:\.\d+)?)\s*%$/, SHARE)],
  SHARE,
);

const column = mapping({
  type: parsedBy(parseColumnType, 'a type', `write one of ${TYPE_NAMES.join(', ')}`).describe(
    `Type in the table: ${TYPE_NAMES.join(', ')}. Quote numeric(p,s) inside { }.`,
  ),
  from: oneOrMany(paragraph, 'a header or a list of headers', 'write from: VendorID or from: [VendorID, vendor_id]')
    .optional()
    .describe('The headers that the column has had over the years. Default: its own name.'),
  required: yesNo.optional().describe('Null breaks a rule.'),
  optional: yesNo.optional().describe('The column may be absent from a file.'),
  fill: spelled.optional().describe('Stands in for null, written as in the file.'),
  enum: listOf(spelled, 'write enum: [Y, N]', 1)
    .optional()
    .describe('The only values allowed, written as in the file.'),
  minimum: spelled.optional().describe('Least value allowed.'),
  maximum: spelled.optional().describe('Greatest value allowed.'),
  pattern: pattern.optional().describe('JavaScript regular expression (flag u) that the whole text must match.'),
  unit: oneOf(['ms', 'us']).optional().describe('Unit of a stored datetime or timestamp. Default: ms.'),
  format: paragraph
    .optional()
    .describe('How date, datetime or timestamp is written: YYYY MM DD HH mm ss SSS SSSSSS. Default: ISO 8601.'),
  zone: timezone.optional().describe('For timestamp: the zone of texts without an offset.'),
  true: oneOrMany(spelled, 'a text or a list', 'write true: [Y]')
    .optional()
    .describe('For bool: texts that mean true.'),
  false: oneOrMany(spelled, 'a text or a list', 'write false: [N]')
    .optional()
    .describe('For bool: texts that mean false.'),
  description: paragraph.optional().describe('What the column is; the table carries it too.'),
});

const task = {
  retries: wholeNumber(0, 100).optional().describe('Further tries after the first.'),
  retry_delay: retryDelay.optional().describe('exponential(first, longest), one duration or a list of them.'),
  timeout: duration.optional().describe('For one try.'),
};
const cached = {
  ...task,
  cache_expiration: duration.optional().describe('A cached result older than this is made again.'),
};

const schedule = mapping({
  cron: line.optional().describe('Five fields, read in the zone: "0 6 * * 1-5".'),
  every: duration
    .optional()
    .describe('Counted from the anchor, like 6h or 7d. Whole days follow the clock on the wall.'),
  rrule: line.optional().describe('A recurrence rule of RFC 5545: "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1".'),
  anchor: matching(
    /^[1-9]\d{3}-\d\d-\d\d(?:T\d\d:\d\d)?$/,
    'a time on the wall',
    'write 2021-01-01T06:00, or a day for its midnight',
  )
    .optional()
    .describe('Where every and rrule begin to count, on a clock of the zone. Default: 2000-01-01T00:00.'),
  timezone: timezone.optional().describe('Default: that of partitions.'),
});

const VARIABLE = matching(
  /^\$\{[A-Za-z_]\w*\}$/,
  'the name of a variable',
  `write "\${SLACK_WEBHOOK}" and set that variable: whoever knows the address may post`,
);
const address = matching(/^[^\s@<>"(),;:\\]+@[A-Za-z0-9.-]+$/, 'an e-mail address', 'write data@example.org');

const channel = {
  name: matching(/^[a-z][a-z0-9_-]{0,39}$/, 'a name', 'write lower-case letters, digits, _ and -, like on-call')
    .optional()
    .describe(
      'What the channel is called in messages and in the lake; needed where two are of one kind. Default: its kind.',
    ),
  on: listOf(oneOf(NOTICE_STATES), 'write on: [failed, recovered]', 1)
    .optional()
    .describe('What is told. Default: all but rejects, and rejects where rejects_above is given.'),
  rejects_above: share.optional().describe('A greater share of rejected rows is told, though the partition counts.'),
  title: line.optional().describe('One line, with fields like {dataset}, {partition} and {what}.'),
  body: paragraph.optional().describe('Text with fields like {reason}, {owner} and {url}.'),
  ...task,
  timeout: duration.optional().describe('For all tries and the waits between them. Default: 2m.'),
};

const notify = z.array(
  z.discriminatedUnion(
    'to',
    [
      mapping({ to: z.literal('slack'), url: VARIABLE.describe('An incoming webhook.'), ...channel }),
      mapping({ to: z.literal('teams'), url: VARIABLE.describe('The webhook of a workflow in Teams.'), ...channel }),
      mapping({ to: z.literal('discord'), url: VARIABLE.describe('A webhook.'), ...channel }),
      mapping({
        to: z.literal('webhook'),
        url: VARIABLE.describe('Gets the notices as JSON.'),
        headers: mappingOf(line, `write headers: { Authorization: "Bearer \${HOOK_TOKEN}" }`)
          .optional()
          .describe('Sent with it. What comes from the environment is never printed.'),
        allow_private: yesNo.optional().describe('Its name may lead to a private address.'),
        ...channel,
      }),
      mapping({
        to: z.literal('email'),
        server: VARIABLE.describe('smtps://user:password@host:465, or smtp:// for STARTTLS.'),
        from: address.describe('Who it is from.'),
        recipients: listOf(address, 'write recipients: [data@example.org]', 1).describe('Who gets it.'),
        ...channel,
      }),
      mapping({
        to: z.literal('issue'),
        repository: matching(/^[\w.-]+\/[\w.-]+$/, 'a repository', 'write owner/name')
          .optional()
          .describe('Default: the one that the job runs in.'),
        labels: listOf(line, 'write labels: [data]').optional().describe('Beside "lakeferry".'),
        token: VARIABLE.optional().describe('Default: GITHUB_TOKEN.'),
        ...channel,
      }),
    ],
    { error: `one of ${CHANNELS.join(', ')}\nwrite one of ${CHANNELS.join(', ')}` },
  ),
  { error: `a list of channels\nwrite '- { to: slack, url: "\${SLACK_WEBHOOK}" }' below it` },
);

export const pipelineSchema = mapping({
  name: line.describe('Name of the dataset: lower-case letters, digits, _ and -. {parameter} is filled in.'),
  description: paragraph.describe('What the dataset is.'),
  owner: line.describe('Whom to ask.'),
  parameters: mappingOf(spelled, 'write parameters: { color: yellow }')
    .optional()
    .describe('Texts that {name} stands for elsewhere in the file; --set name=value overrides them.'),
  source: mapping({
    url: line.describe(
      'http(s) URL, file URL or path, with {YYYY}, {YY}, {MM}, {DD}, {parameter} and, in braces after a dollar sign, names of the environment.',
    ),
    headers: mappingOf(line, 'write headers: { Accept: text/csv }')
      .optional()
      .describe('Sent to the origin of the URL only. What comes from the environment is never printed.'),
    not_ready: listOf(wholeNumber(400, 599), 'write not_ready: [403, 404]')
      .optional()
      .describe('Statuses that mean "not published yet".'),
    allow_private: yesNo.optional().describe('A redirect or a name may lead to a private address.'),
    allow_unverified_length: yesNo.optional().describe('Accept a plain file whose length nobody stated.'),
    allow_empty: yesNo.optional().describe('A file without text is not an error: it has no rows.'),
  }),
  csv: mapping({
    delimiter: matching(/^[^\r\n]{1,16}$/, 'a delimiter', 'write the characters between two fields, like ";" or "\\t"')
      .optional()
      .describe('What stands between two fields. Default: a comma.'),
    quote: matching(/^[^\r\n]$/u, 'one character', "write one character, like '\"'")
      .optional()
      .describe('What stands round a field that holds delimiters. Default: the double quote.'),
    nulls: listOf(spelledOrNull, 'write nulls: ["", NA]')
      .optional()
      .describe('Texts that mean null. Default: the empty one.'),
    encoding: parsedBy(
      (label) => new TextDecoder(label),
      'an encoding',
      'write a label of the Encoding Standard, like utf-8 or windows-1252',
    )
      .optional()
      .describe('A label of the Encoding Standard. Default: utf-8.'),
    comment: matching(/^[^\r\n]{1,16}$/, 'a comment mark', 'write how a comment line begins, like "#"')
      .optional()
      .describe('How a line begins that is none of the data. Default: there are none.'),
    extra_empty_columns: oneOf(['error', 'drop']).optional().describe('Empty fields beyond the last header.'),
  }).optional(),
  partitions: mapping({
    by: oneOf(['month', 'day', 'year', 'none']).describe(
      'What is one unit of work and of replacement; none: the whole table.',
    ),
    start: spelled.optional().describe('First partition, like 2019-01.'),
    end: spelled.optional().describe('Last partition of a dataset that ended.'),
    lag: duration.optional().describe('A partition is due this long after its last day. Default: 0s.'),
    grace: duration.optional().describe('After lag + grace a missing partition is late. Default: 30d.'),
    recheck: matching(/^last:\d{1,5}$/, 'a number of partitions', 'write last:3; last:0 asks about none')
      .optional()
      .describe('How many of the newest published partitions are asked whether their source changed. Default: last:3.'),
    timezone: timezone.optional().describe('Zone in which a day ends. Default: UTC.'),
  }),
  columns: mappingOf(column, 'write a name and a mapping for each column, like "id: { type: int64 }"').describe(
    'Key: name in the table.',
  ),
  contract: mapping({
    new_columns: oneOf(['evolve', 'freeze', 'discard'])
      .optional()
      .describe('A header that no column names: added as a nullable string, an error, or left out. Default: freeze.'),
    types: oneOf(['freeze', 'discard'])
      .optional()
      .describe('A value that does not fit its type: breaks a rule, or becomes null. Default: freeze.'),
    max_rejected: share
      .optional()
      .describe('With a greater share of rejected rows a partition does not count. Default: 0.'),
  }).optional(),
  expect: mapping({
    rows: matching(
      /^within (?:100|[1-9]\d?)(?:\.\d+)?\s*%$/,
      'a share of the usual number of rows',
      'write rows: within 50%',
    )
      .optional()
      .describe('How far the rows of a partition may be from the median of those before it. Default: any distance.'),
  }).optional(),
  lake: line.optional().describe('A folder or gs://bucket/prefix.'),
  warehouse: line
    .optional()
    .describe('duckdb:file.duckdb, bigquery://project/dataset/table or a PostgreSQL URL. Absent: the lake is the end.'),
  bigquery: mapping({
    location: matching(
      /^[A-Za-z]+(?:-[a-z]+\d+)?$/,
      'a location of BigQuery',
      'write EU, US or a region like europe-west3',
    )
      .optional()
      .describe("Where the dataset is, and is created if it is absent: the location of the lake's bucket."),
    clustering: listOf(line, 'write clustering: [pickup_at]', 1)
      .optional()
      .describe('Up to four columns by which rows lie together. Default: what the table has.'),
    labels: mappingOf(spelled, 'write labels: { team: data }').optional().describe('Labels of the table.'),
    max_bytes_billed: size.optional().describe('Most that one run of after_load may be billed for. Default: 100GB.'),
  })
    .optional()
    .describe('For a bigquery:// warehouse.'),
  schedule: schedule
    .optional()
    .describe(
      'When a scheduled workflow plans: with one of cron, every and rrule. Absent: each time that it wakes up.',
    ),
  notify: notify.optional().describe('Who is told when a partition breaks and when it is well again.'),
  google: mapping({
    workload_identity_provider: matching(
      /^projects\/\d+\/locations\/global\/workloadIdentityPools\/[a-z0-9-]+\/providers\/[a-z0-9-]+$/,
      'the full name of a provider',
      'write projects/123456/locations/global/workloadIdentityPools/my-pool/providers/my-provider',
    ).describe("Whom Google asks about GitHub's token."),
    service_account: matching(
      /^[a-z0-9-]+@[a-z0-9.:-]+\.gserviceaccount\.com$/,
      'the e-mail address of a service account',
      'write name@project.iam.gserviceaccount.com',
    )
      .optional()
      .describe('Who is impersonated. Default: nobody, the pool itself has the roles.'),
  })
    .optional()
    .describe('Login from a GitHub job without a key. Default: Application Default Credentials.'),
  write: oneOf(['replace-partition', 'append-once'])
    .optional()
    .describe(
      'How a partition comes into the table: in the place of its old rows, or once beside what is there. Default: replace-partition.',
    ),
  after_load: line.optional().describe('SQL file that runs in the warehouse after a partition is loaded.'),
  parquet: mapping({
    codec: oneOf(['zstd', 'gzip', 'none']).optional().describe('How pages are compressed. Default: zstd.'),
  }).optional(),
  history: wholeNumber(0, 1000).optional().describe('Superseded versions kept. Default: 3.'),
  cache_max: size.optional().describe('Most that the cache may hold. Default: 1GB.'),
  tasks: mapping({
    fetch: mapping({
      ...cached,
      timeout: duration.optional().describe('For all tries and the waits between them.'),
    }).optional(),
    clean: mapping(task).optional(),
    'write-parquet': mapping(cached).optional(),
    upload: mapping(task).optional(),
    load: mapping(task).optional(),
  }).optional(),
  limits: mapping({
    field: whole.optional().describe('Longest field, and longest line of JSON. Default: 16MiB.'),
    record: whole.optional().describe('Longest record of a CSV, all of its fields together. Default: 100MB.'),
    columns: wholeNumber(1, 1_000_000).optional().describe('Most columns. Default: 10000.'),
    header: whole.optional().describe('Longest header line. Default: 1MiB.'),
    download: size.optional().describe('Largest download. Default: 20GB.'),
    text: size.optional().describe('Most text after decompression. Default: 200GB.'),
    ratio: wholeNumber(1, 1_000_000).optional().describe('Most text bytes out of one compressed byte. Default: 1000.'),
    memory: size
      .optional()
      .describe(
        'Most memory of the process while it cleans, looked at after each row group; no part of a Parquet file may claim more. Default: 4GiB.',
      ),
  }).optional(),
});

/** The file as it is written. */
export type PipelineFile = z.infer<typeof pipelineSchema>;
export type ColumnFile = z.infer<typeof column>;
export type ChannelFile = z.infer<typeof notify>[number];

/** The same for editors: JSON Schema, draft 7, which is what YAML language servers know best. */
export function pipelineJsonSchema(): Record<string, unknown> {
  return { title: 'Lakeferry pipeline', ...z.toJSONSchema(pipelineSchema, { target: 'draft-7', io: 'input' }) };
}
