import { wallTimeIn } from '../base/calendar.ts';
import { ConfigurationError, LakeferryError } from '../base/errors.ts';
import { planFlow } from '../flow/plan.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { agenda } from '../plan/agenda.ts';
import { rangesOf } from '../plan/legs.ts';
import { textTable } from '../report/table.ts';
import { nodeClock } from '../runtime/node-clock.ts';
import { openSchedule } from '../schedule/occurrences.ts';
import type { Schedule } from '../schedule/schedule.ts';
import { wakeUps } from '../schedule/wake-ups.ts';
import { closeContext, openContext, readPipeline, type Session } from '../session/session.ts';

const MOST = Number.MAX_SAFE_INTEGER;
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** The next dates of a pipeline file's schedule, what each would run, and when its workflow has to wake up. */
export async function scheduleCommand(session: Session): Promise<number> {
  const count = session.inputs.count('count', 5);
  const pipeline = await readPipeline(session);
  session.inputs.check();
  const { schedule, partitions: settings } = pipeline;
  if (schedule === undefined) {
    throw new ConfigurationError(
      'NO_SCHEDULE',
      `${pipeline.file} has no schedule, so each scheduled run plans; add one, like schedule: { cron: "0 6 * * 1-5", timezone: Europe/Berlin }`,
    );
  }
  const occurrences = openSchedule(schedule);
  const now = nodeClock.now();
  const dates = agenda(settings, occurrences, { now, count });
  const left = dates.length === 0 ? [] : await leftToDo(session, pipeline);
  const next = dates.map(({ at, partitions }, index) => ({
    at: wallTimeIn(schedule.timezone, at),
    utc: new Date(at).toISOString(),
    partitions: rangesOf(index === 0 ? [...new Set([...left, ...partitions])].sort() : partitions).join(','),
  }));
  const { lines, shift } = wakeUps(occurrences, now);
  session.answer({ dataset: pipeline.name, timezone: schedule.timezone, next, cron: lines });
  if (session.json) return 0;
  const { log } = session;
  const rows = next.map(({ at, utc, partitions }) => [shown(at), shown(utc.slice(0, 16)), partitions || 'nothing new']);
  if (rows.length === 0) log.info(`${pipeline.name}: ${described(schedule)}: there is no date to come`);
  else {
    log.group(
      `${pipeline.name}: ${described(schedule)}`,
      textTable([schedule.timezone, 'UTC', 'would run'], rows, { reasons: [2] }),
    );
  }
  if (lines.length > 0) {
    log.group('In the workflow:', ['on:', '  schedule:', ...lines.map((line) => `    - cron: '${line}'`)]);
    for (const reason of reasons(lines, shift)) log.info(reason);
  }
  return 0;
}

/** What the next date finds undone, as the lake knows it. One that cannot be read costs a line: the dates are known without it. */
async function leftToDo(session: Session, { warehouse: _, ...pipeline }: Pipeline): Promise<readonly string[]> {
  try {
    const context = await openContext(session, pipeline);
    try {
      const due = { selection: { kind: 'word', word: 'due' }, checkSource: 'none', force: false, limit: MOST } as const;
      return (await planFlow(context, due)).work.map(({ partition }) => partition);
    } finally {
      await closeContext(context);
    }
  } catch (error) {
    if (!(error instanceof LakeferryError)) throw error;
    session.log.info(`what is still undone is not told: ${error.message}`);
    return [];
  }
}

function described(schedule: Schedule): string {
  const { timezone } = schedule;
  if (schedule.kind === 'cron') return `cron ${schedule.cron} in ${timezone}`;
  if (schedule.kind === 'rrule') return `${schedule.rrule} from ${schedule.anchor} in ${timezone}`;
  const minutes = schedule.everyMs / 60_000;
  const every = minutes % 1440 === 0 ? `${minutes / 1440}d` : minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes}m`;
  return `every ${every} from ${schedule.anchor} in ${timezone}`;
}

/** Why the lines are not simply the schedule's own. */
function reasons(lines: readonly string[], shift: number): string[] {
  return [
    ...(shift === 0
      ? []
      : [`${shift} minutes after the schedule's own: GitHub is busiest at minute 0, where it delays and drops runs`]),
    `GitHub reads ${lines.length === 1 ? 'this line' : 'these lines'} in UTC and every day: a run that finds no new date does nothing, one that was dropped is made up for by the next`,
  ];
}

/** `2026-11-30T06:00` → `Mon 2026-11-30 06:00`. */
function shown(wall: string): string {
  return `${DAYS[new Date(`${wall}Z`).getUTCDay()]} ${wall.replace('T', ' ')}`;
}
