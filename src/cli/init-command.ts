import { tmpdir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { ConfigurationError } from '../base/errors.ts';
import { createHttp } from '../http/client.ts';
import { tableOf } from '../init/columns.ts';
import { downloadOnce, type Look, lookAtFile } from '../init/look.ts';
import { neighboursOf } from '../init/neighbours.ts';
import { type PipelineAnswers, pipelineText } from '../init/pipeline-text.ts';
import { nameOf, templateOf, type UrlTemplate } from '../init/url-template.ts';
import { workflowText } from '../init/workflow-text.ts';
import { readDocument } from '../pipeline/document.ts';
import { loadPipeline } from '../pipeline/load.ts';
import { fillUrl, isPartition, PARTITION_FORMS } from '../pipeline/partitions.ts';
import { textTable } from '../report/table.ts';
import { nodeClock } from '../runtime/node-clock.ts';
import { nodeFiles, removeFolder } from '../runtime/node-files.ts';
import type { Host } from '../session/host.ts';
import { isCi, type Session } from '../session/session.ts';
import { redactUrl } from '../source/shown-url.ts';

const PIPELINE = 'pipeline.yml';

/** Looks at a real file and its neighbours, asks little, and writes a pipeline file and a workflow that are both right. */
export async function initCommand(session: Session, target: string): Promise<number> {
  const { host, log, inputs } = session;
  const yes = inputs.bool('yes', false);
  const template = templateOf(target);
  const start = inputs.text('start') ?? template.partition;
  checkStart(template, start);
  const workflow = '.github/workflows/lakeferry.yml';
  inputs.check();
  for (const path of [PIPELINE, workflow]) await refuseOverwriting(host, path);

  const looked = await lookAround(session, target, template, start);
  const table = tableOf(looked.map(({ look }) => look));
  tell(session, looked, table);
  const answers = await ask(session, { template, target, start, table, looked, yes });
  const text = pipelineText(answers);
  await checkPipeline(host, text);
  const caller = workflowText({ name: answers.name, pipeline: PIPELINE, federated: false });
  const { problems } = readDocument(workflow, caller);
  if (problems.length > 0) throw new Error(`the workflow that was made is no YAML: ${problems[0]?.message}`);
  await write(host, PIPELINE, text);
  await write(host, workflow, caller);
  session.answer({ files: [PIPELINE, workflow], name: answers.name, columns: table.columns });
  log.info(`wrote ${PIPELINE} and ${workflow}; read them once, then: lakeferry plan, lakeferry run`);
  if (!/^gs:/i.test(answers.lake)) {
    log.info("on GitHub's own runners the lake has to be a bucket (lake: gs://…): their disks vanish with them");
  }
  return 0;
}

function checkStart({ by }: UrlTemplate, start: string | undefined): void {
  if (by === 'none') return;
  if (start !== undefined && isPartition(by, start)) return;
  throw new ConfigurationError(
    'INIT_START',
    start === undefined
      ? `name a partition that there is with --start: ${PARTITION_FORMS[by]}`
      : `start: "${start}" is no partition here; write ${PARTITION_FORMS[by]}`,
  );
}

async function refuseOverwriting(host: Host, path: string): Promise<void> {
  if ((await nodeFiles.stat(resolve(host.cwd, path))) === undefined) return;
  throw new ConfigurationError(
    'INIT_EXISTS',
    `${path} is there already, and init overwrites nothing; move it away, or edit it`,
  );
}

interface Looked {
  partition: string | undefined;
  shown: string;
  look: Look;
}

/** The file itself, which must be there, and those beside it, which may be missing. */
async function lookAround(
  session: Session,
  target: string,
  { url, by }: UrlTemplate,
  start: string | undefined,
): Promise<Looked[]> {
  const { host, log } = session;
  const folder = join(tmpdir(), `lakeferry-init-${process.pid}-${Date.now()}`);
  const tools = { http: createHttp({ env: host.env }), files: nodeFiles, clock: nodeClock, log, signal: host.signal };
  const found: Looked[] = [];
  try {
    const partitions = by === 'none' || start === undefined ? [undefined] : [start, ...neighboursOf(start)];
    for (const partition of partitions) {
      const place = partition === undefined ? target : fillUrl(url, partition);
      const isUrl = /^(?:https?|file):/i.test(place);
      const shown = isUrl ? redactUrl(place).replace(/[?#].*$/, '') : place;
      const into = join(folder, `raw-${found.length}`);
      const path = await downloadOnce({
        ...tools,
        url: isUrl ? place : resolve(host.cwd, place),
        shown,
        into,
        missing: found.length === 0 ? [] : [401, 403, 404, 410],
      });
      if (path === undefined) log.info(`${shown}: not there, so it was not looked at`);
      else found.push({ partition, shown, look: await lookAtFile({ path, shown, files: nodeFiles }) });
    }
    return found;
  } finally {
    await removeFolder(folder);
  }
}

function tell(session: Session, looked: readonly Looked[], { columns, nulls }: PipelineAnswers['table']): void {
  const rows = columns.map(({ name, type, from, optional, doubt }) => [
    name,
    type,
    from.join(', '),
    [...(optional ? ['not in every file'] : []), ...(doubt === undefined ? [] : [doubt])].join('; '),
  ]);
  session.log.group(
    `Found in ${looked.length} ${looked.length === 1 ? 'file' : 'files'}`,
    textTable(['column', 'type', 'header', 'note'], rows, { reasons: [3] }),
  );
  if (nulls.length > 0) session.log.info(`null is written ${nulls.filter((word) => word !== '').join(', ')} there`);
}

async function ask(
  session: Session,
  given: {
    template: UrlTemplate;
    target: string;
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

/** What is written must be what every command takes. */
async function checkPipeline(host: Host, text: string): Promise<void> {
  const files = { ...nodeFiles, read: async () => Buffer.from(text) };
  await loadPipeline({ file: resolve(host.cwd, PIPELINE), env: host.env, files });
}

async function write(host: Host, path: string, text: string): Promise<void> {
  const full = resolve(host.cwd, path);
  await nodeFiles.makeFolder(join(full, '..'));
  const file = await nodeFiles.create(full);
  await file.write(Buffer.from(text));
  await file.close();
}
