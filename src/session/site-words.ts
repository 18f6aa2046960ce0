import { ConfigurationError } from '../base/errors.ts';
import { SAMPLES } from './samples.ts';
import type { Session } from './session.ts';
import type { SiteWords } from './site.ts';

/** What `site` and the report's site read. A site is made to be published, so that values of rows are shown on demand only. */
export function readSiteWords({ inputs }: Pick<Session, 'inputs'>): Omit<SiteWords, 'checkSource'> {
  return {
    datasets: inputs.parsed<SiteWords['datasets']>('datasets', parseDatasets, 'own'),
    samples: inputs.choice('samples', SAMPLES, 'none'),
  };
}

function parseDatasets(text: string): 'all' | readonly string[] {
  if (text === 'all') return 'all';
  const names = text.split(',').map((name) => name.trim());
  const wrong = names.find((name) => !/^[a-z][a-z0-9_-]*$/.test(name));
  if (wrong === undefined) return [...new Set(names)];
  throw new ConfigurationError(
    'DATASETS',
    `"${wrong}" is no name of a dataset; write all, or names like yellow_taxi,green_taxi`,
  );
}
