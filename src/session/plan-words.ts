import type { CheckSource } from '../flow/observe.ts';
import type { PlanOptions } from '../flow/plan.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { parseSelection } from '../pipeline/selection.ts';
import type { InputReader } from './inputs.ts';
import type { Session } from './session.ts';

/** The words that choose work, for `plan` and `run`. What is wrong with them is told by `inputs.check`. */
export function readPlanWords({ inputs }: Session, pipeline: Pipeline): PlanOptions {
  return {
    selection: inputs.parsed('partitions', (text) => parseSelection(text, pipeline.partitions), {
      kind: 'word',
      word: 'due',
    }),
    checkSource: readCheckSource(inputs),
    force: inputs.bool('force', false),
    limit: inputs.count('limit', 50),
  };
}

export function readCheckSource(inputs: InputReader): CheckSource {
  return inputs.choice('check-source', ['recent', 'all', 'none'], 'recent');
}
