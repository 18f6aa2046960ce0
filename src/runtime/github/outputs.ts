import { ConfigurationError, OutageError, reasonOf } from '../../base/errors.ts';

/** What may stand in `steps.<id>.outputs.<name>`; any other would also end a name early in the runner's file. */
const NAME = /^[A-Za-z_][\w-]*$/;

/**
 * Outputs of this step, for the steps behind it; GitHub's package finds their file in this process's environment. Throws
 * ConfigurationError OUTPUTS where the runner named none, and OutageError OUTPUTS_WRITE where it cannot be written: a step
 * whose outputs are lost would let the next one do the wrong thing. A name that is none is a bug: TypeError.
 */
export async function setOutputs(values: Readonly<Record<string, string>>): Promise<void> {
  const bad = Object.keys(values).find((name) => !NAME.test(name));
  if (bad !== undefined) throw new TypeError(`"${bad}" is no name of an output`);
  const path = process.env['GITHUB_OUTPUT'] ?? '';
  if (path === '') {
    throw new ConfigurationError(
      'OUTPUTS',
      'the outputs of this step cannot be written: GITHUB_OUTPUT is not set; run this as an action, in a step of a workflow',
    );
  }
  // Loaded when it is needed: with its HTTP client it is the largest part of a small action.
  const { setOutput } = await import('@actions/core');
  try {
    for (const [name, value] of Object.entries(values)) setOutput(name, value);
  } catch (error) {
    throw new OutageError('OUTPUTS_WRITE', `the outputs of this step cannot be written: ${reasonOf(error)}`, {
      data: { path },
      cause: error,
      retryable: false,
    });
  }
}
