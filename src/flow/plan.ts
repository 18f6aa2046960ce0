import { allPartitions } from '../pipeline/partitions.ts';
import type { Selection } from '../pipeline/selection.ts';
import { type Decision, decide } from '../plan/decide.ts';
import { type Selected, selectWork } from '../plan/select.ts';
import type { FlowContext } from './context.ts';
import { type CheckSource, observe } from './observe.ts';

export interface PlanOptions {
  selection: Selection;
  checkSource: CheckSource;
  force: boolean;
  limit: number;
  /** `lake`: only what is published already, to be loaded as it is. Default: source. */
  from?: 'source' | 'lake';
}

export interface FlowPlan extends Selected {
  /** Every partition that exists by now, in order. */
  decisions: readonly Decision[];
  firstRun: boolean;
}

/** Looks and decides; changes nothing. */
export async function planFlow(context: FlowContext, options: PlanOptions): Promise<FlowPlan> {
  const { pipeline, clock } = context;
  const now = clock.now();
  const named = options.selection.kind === 'list' ? options.selection.partitions : [];
  const partitions = [...new Set([...allPartitions(pipeline.partitions, now), ...named])].sort();
  const seen = await observe(context, partitions, options.checkSource);
  const decisions = seen.map((observation) => decide(observation, pipeline.partitions, now));
  const selected = selectWork(decisions, options.selection, options);
  const work = options.from === 'lake' ? fromLake(context, selected.work) : selected.work;
  return { decisions, firstRun: context.heads.size === 0, work, cut: selected.cut };
}

/** The same work without its sources: what was never published is left out, and said. */
function fromLake({ heads, log }: FlowContext, work: readonly Decision[]): Decision[] {
  const isPublished = ({ partition }: Decision) => heads.get(partition)?.published !== undefined;
  const absent = work.filter((decision) => !isPublished(decision)).map(({ partition }) => partition);
  if (absent.length > 0) {
    const named = absent.length > 5 ? `${absent.slice(0, 5).join(', ')} …` : absent.join(', ');
    log.warn(`${absent.length} partitions are not in the lake and cannot be loaded from it: ${named}`);
  }
  return work.filter(isPublished).map((decision) => ({ ...decision, action: 'load' }));
}
