import { ConfigurationError, reasonOf } from '../../base/errors.ts';

/**
 * Outputs of this step, for the steps behind it. Throws ConfigurationError OUTPUTS where the runner gave no file for
 * them: a step whose outputs are lost would let the next one do the wrong thing.
 */
export async function setOutputs(values: Readonly<Record<string, string>>): Promise<void> {
  const fail = (why: string, cause?: unknown) =>
    new ConfigurationError('OUTPUTS', `the outputs of this step cannot be written: ${why}`, {}, cause);
  if ((process.env['GITHUB_OUTPUT'] ?? '') === '') throw fail('GITHUB_OUTPUT is not set; is this an action’s step?');
  // Loaded when it is needed: with its HTTP client it is the largest part of a small action.
  const { setOutput } = await import('@actions/core');
  try {
    for (const [name, value] of Object.entries(values)) setOutput(name, value);
  } catch (error) {
    throw fail(reasonOf(error), error);
  }
}
