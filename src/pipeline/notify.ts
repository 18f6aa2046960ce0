import type { RetryDelay } from '../base/retry.ts';

export const CHANNELS = ['slack', 'teams', 'discord', 'webhook', 'email', 'issue'] as const;
export type ChannelKind = (typeof CHANNELS)[number];

/**
 * What may be told of a partition: its last attempt `failed`; its data broke the `contract`; it is `late`; it counts, with more
 * `rejects` than a channel wants to overlook; it has `recovered` from what was told.
 */
export const NOTICE_STATES = ['failed', 'contract', 'late', 'rejects', 'recovered'] as const;
export type NoticeState = (typeof NOTICE_STATES)[number];

/** What a title or a body may name, beside the file's own parameters, over which it wins. */
export const NOTICE_FIELDS = {
  dataset: 'its name',
  description: 'what it is',
  owner: 'whom to ask',
  partition: 'like 2021-01',
  state: 'one word of `on`',
  what: 'the same for people: "failed", "broke its contract"',
  reason: 'why, in one line',
  task: 'in which task it failed',
  code: 'the code of its failure',
  rows: 'rows that are published',
  rejected: 'rows that were rejected',
  url: 'the page of the workflow run',
} as const;
export type NoticeField = keyof typeof NOTICE_FIELDS;

export const DEFAULT_TITLE = '{dataset} {partition} {what}';
export const DEFAULT_BODY = '{reason}\nOwner: {owner}';

/** A text of the file with what the environment puts into it; or why that is not to be had, which is no reason not to load. */
export type Filled = { text: string } | { problem: string };

/** Milliseconds for all tries and the waits between them. */
export interface SendingPolicy {
  retries: number;
  retryDelay: RetryDelay;
  timeoutMs: number;
}

interface ChannelBase extends SendingPolicy {
  /** Unique in the file. */
  name: string;
  on: readonly NoticeState[];
  /** Share of rows, 0…1. */
  rejectsAbove: number;
  /** With {fields} and {parameters} still in them: what these hold is nobody's markup, and is escaped where it is put in. */
  title: string;
  body: string;
}

export type Channel = ChannelBase &
  (
    | { to: 'slack' | 'teams' | 'discord'; url: Filled }
    | { to: 'webhook'; url: Filled; headers: Readonly<Record<string, Filled>>; allowPrivate: boolean }
    | { to: 'email'; server: Filled; from: string; recipients: readonly string[] }
    /** Absent: the repository of the job, and its token. */
    | { to: 'issue'; repository?: string; labels: readonly string[]; token?: Filled }
  );
