import { wallTimeIn } from '../base/calendar.ts';
import type { FlowContext } from '../flow/context.ts';
import type { FlowPlan, PlanOptions } from '../flow/plan.ts';
import { planFlow } from '../flow/plan.ts';
import { askGate } from '../schedule/gate.ts';
import type { Schedule } from '../schedule/schedule.ts';
import type { Session } from './session.ts';

/**
 * A plan as the pipeline file's schedule lets it be: on a `schedule` event of GitHub nothing is to be done unless an
 * occurrence has passed since the last plan. Whoever runs by hand, or names a list of partitions, as the jobs of a plan do,
 * passes. `settle` is called when the plan's work can be left to itself: a run that dies before it is planned again by the
 * next tick.
 */
export async function planOnSchedule(
  session: Session,
  context: FlowContext,
  options: PlanOptions,
): Promise<{ plan: FlowPlan; settle: () => Promise<void> }> {
  const { pipeline, clock, ledger } = context;
  const { schedule } = pipeline;
  const isTick = session.host.env['GITHUB_EVENT_NAME'] === 'schedule' && options.selection.kind !== 'list';
  if (schedule === undefined || !isTick) return { plan: await planFlow(context, options), settle: async () => {} };
  // With the libraries that read schedules: most ticks have none to read.
  const { openSchedule } = await import('../schedule/occurrences.ts');
  const planned = await ledger.planned();
  const gate = askGate(openSchedule(schedule), planned && Date.parse(planned.occurrence), clock.now());
  const told = (instant: number) => toldTime(schedule, instant);
  if (gate.kind === 'closed') {
    const next = gate.next === undefined ? 'there is none to come' : `the next is ${told(gate.next)}`;
    const why =
      gate.occurrence === undefined
        ? 'it has not begun'
        : `its last occurrence, ${told(gate.occurrence)}, was planned ${planned?.at.slice(0, 16).replace('T', ' ')} UTC`;
    session.log.info(`${pipeline.name}: nothing to do by its schedule: ${why}; ${next}`);
    const seen = await planFlow(context, { ...options, checkSource: 'none', limit: 0 });
    return { plan: { ...seen, work: [], cut: 0 }, settle: async () => {} };
  }
  session.log.info(`${pipeline.name}: planned for ${told(gate.occurrence)}`);
  const settle = () => ledger.savePlanned(new Date(gate.occurrence).toISOString());
  return { plan: await planFlow(context, options), settle };
}

/** `2026-03-29 06:00 (Europe/Berlin)`. */
function toldTime({ timezone }: Schedule, instant: number): string {
  return `${wallTimeIn(timezone, instant).replace('T', ' ')} (${timezone})`;
}
