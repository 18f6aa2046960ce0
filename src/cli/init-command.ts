import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ConfigurationError } from '../base/errors.ts';
import { createHttp } from '../http/client.ts';
import { tableOf } from '../init/columns.ts';
import { checkStart, type Looked, lookAround } from '../init/look-around.ts';
import { isGoogle, type PipelineAnswers, pipelineText } from '../init/pipeline-text.ts';
import { templateOf, type UrlTemplate } from '../init/url-template.ts';
import { workflowText } from '../init/workflow-text.ts';
import { readDocument } from '../pipeline/document.ts';
import { loadPipeline } from '../pipeline/load.ts';
import { textTable } from '../report/table.ts';
import { nodeClock } from '../runtime/node-clock.ts';
import { nodeFiles, removeFolder } from '../runtime/node-files.ts';
import type { Host } from '../session/host.ts';
import type { Session } from '../session/session.ts';
import { ask } from './init-answers.ts';

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

  const looked = await lookInto(session, { target, template, start });
  const table = tableOf(looked.map(({ look }) => look));
  tell(session, looked, table);
  const answers = await ask(session, { template, start, table, looked, yes });
  const text = pipelineText(answers);
  await checkPipeline(host, text);
  const isFolder = !/^gs:/i.test(answers.lake);
  const caller = workflowText({ name: answers.name, pipeline: PIPELINE, isFolder, isGoogle: isGoogle(answers) });
  const { problems } = readDocument(workflow, caller);
  if (problems.length > 0) throw new Error(`the workflow that was made is no YAML: ${problems[0]?.message}`);
  await write(host, PIPELINE, text);
  await write(host, workflow, caller);
  session.answer({ files: [PIPELINE, workflow], name: answers.name, columns: table.columns });
  log.info(`wrote ${PIPELINE} and ${workflow}; read them once, then: lakeferry plan, lakeferry run`);
  if (isFolder) {
    log.info(
      "the workflow is a trial: the disks of GitHub's own runners vanish with them, so a lake that stays is a bucket (lake: gs://…)",
    );
  }
  return 0;
}

async function refuseOverwriting(host: Host, path: string): Promise<void> {
  if ((await nodeFiles.stat(resolve(host.cwd, path))) === undefined) return;
  throw new ConfigurationError(
    'INIT_EXISTS',
    `${path} is there already, and init overwrites nothing; move it away, or edit it`,
  );
}

/** Looks, and keeps nothing of the files. */
async function lookInto(
  { host, log }: Session,
  given: { target: string; template: UrlTemplate; start: string | undefined },
): Promise<Looked[]> {
  const folder = join(tmpdir(), `lakeferry-init-${process.pid}-${Date.now()}`);
  const { cwd, env, signal } = host;
  try {
    const tools = { http: createHttp({ env }), files: nodeFiles, clock: nodeClock, log, signal };
    return await lookAround({ ...given, ...tools, cwd, folder });
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
