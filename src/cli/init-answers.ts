import { userInfo } from 'node:os';
import { createInterface } from 'node:readline/promises';
import type { Looked } from '../init/look-around.ts';
import type { PipelineAnswers } from '../init/pipeline-text.ts';
import { nameOf, type UrlTemplate } from '../init/url-template.ts';
import { isCi, type Session } from '../session/session.ts';

/** What the flags say, what somebody at the terminal answers, or else what was found. */
export async function ask(
  session: Session,
  given: {
    template: UrlTemplate;
    start: string | undefined;
    table: PipelineAnswers['table'];
    looked: readonly Looked[];
    yes: boolean;
  },
): Promise<PipelineAnswers> {
  const { host, inputs } = session;
  const { template, table, start, looked, yes } = given;
  const found = nameOf(template.url);
  const { stdin, stderr } = host;
  const isAsked = !yes && !session.json && !isCi(host) && stdin?.isTTY === true && stderr.isTTY === true;
  const lines = isAsked && stdin !== undefined ? createInterface({ input: stdin, output: stderr }) : undefined;
  const answer = async (word: string, question: string, otherwise: string): Promise<string> => {
    const said = inputs.text(word);
    if (said !== undefined || lines === undefined) return said ?? otherwise;
    const text = (await lines.question(`${question} [${otherwise}] `, { signal: host.signal })).trim();
    return text === '' ? otherwise : text;
  };
  try {
    const name = await answer('name', 'Name of the dataset', found);
    const description = await answer(
      'description',
      'What it is, in one line',
      template.by === 'none' ? `${name}, one file` : `${name}, one file a ${template.by}`,
    );
    const owner = await answer('owner', 'Whom to ask when it breaks', host.env['GITHUB_ACTOR'] ?? userInfo().username);
    const lake = await answer('lake', 'Lake: a folder or gs://bucket/prefix', './lake');
    const warehouse = await answer('warehouse', 'Table: duckdb:, bigquery:// … or none', `duckdb:${name}.duckdb`);
    const delimiter = looked[0]?.look.format === 'text' ? looked[0].look.delimiter : undefined;
    return {
      name,
      description,
      owner,
      url: template.url,
      by: template.by,
      ...(start === undefined || template.by === 'none' ? {} : { start }),
      lake,
      ...(warehouse === 'none' ? {} : { warehouse }),
      ...(delimiter === undefined ? {} : { delimiter }),
      table,
      looked: looked.map(({ shown }) => shown.replace(/[\u0000-\u001f\u007f]/g, ' ')),
    };
  } finally {
    lines?.close();
  }
}
