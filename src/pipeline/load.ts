import { dirname, resolve } from 'node:path';
import { ConfigurationError, reasonOf } from '../base/errors.ts';
import type { Files } from '../base/ports/files.ts';
import { checkBigquery } from './bigquery-check.ts';
import { checkTogether } from './check.ts';
import { checkColumns } from './column-check.ts';
import { type Path, type PipelineDocument, readDocument } from './document.ts';
import { shapeProblems } from './issues.ts';
import { checkChannels } from './notify-check.ts';
import { resolveChannels } from './notify-texts.ts';
import type { Pipeline } from './pipeline.ts';
import { PipelineProblems, type Problem } from './problems.ts';
import { resolvePipeline } from './resolve.ts';
import type { PipelineFile } from './schema.ts';
import { fillTexts } from './texts.ts';

export interface LoadOptions {
  /** Path of the pipeline file. */
  file: string;
  /** Parameters that take the place of the file's own. */
  set?: Readonly<Record<string, string>>;
  /** Where `${NAME}` comes from; an empty value is none, because GitHub passes `''` for a secret that is not set. */
  env: Readonly<Record<string, string | undefined>>;
  files: Files;
}

/**
 * Reads, checks and resolves a pipeline file. Throws PipelineProblems with everything that is wrong with it, or a
 * one-line ConfigurationError PIPELINE_FILE when it cannot be read at all.
 */
export async function loadPipeline({ file: path, set = {}, env, files }: LoadOptions): Promise<Pipeline> {
  const text = await readText(files, path);
  const document = readDocument(path, text);
  if (document.value === undefined) throw new PipelineProblems(document.problems, text);
  const shape = shapeProblems(document);
  const file = document.value as PipelineFile;
  const problems: Problem[] = [...document.problems, ...shape.problems];
  if (!isSound(shape.wrong, [], true)) throw new PipelineProblems(problems, text);
  const sound = (part: Path) => isSound(shape.wrong, part);

  const { texts, problems: unfilled } = fillTexts({ document, file, sound, set, env });
  problems.push(...unfilled, ...checkTogether({ document, file, sound, url: texts.url }));
  if (isSound(shape.wrong, ['columns'], true)) problems.push(...checkColumns(document, file, sound));
  if (isSound(shape.wrong, ['bigquery'], true)) problems.push(...checkBigquery(document, file, sound));
  if (file.schedule !== undefined && isSound(shape.wrong, ['schedule'])) {
    // With the libraries that read schedules, which most files do not need.
    const { checkSchedule } = await import('./schedule-check.ts');
    const zone = sound(['partitions', 'timezone']) ? file.partitions.timezone : undefined;
    problems.push(...checkSchedule(document, file.schedule, zone));
  }
  if (file.notify !== undefined && sound(['notify'])) {
    problems.push(...checkChannels(document, file.notify, texts.parameters));
  }
  const afterLoad = texts.afterLoad === undefined ? undefined : await readSql(files, path, texts.afterLoad, document);
  if (afterLoad !== undefined && 'problem' in afterLoad) problems.push(afterLoad.problem);
  if (problems.length > 0) throw new PipelineProblems(problems, text);
  const { channels, secrets } = resolveChannels(file.notify ?? [], env);
  return resolvePipeline({
    path,
    document,
    file,
    texts: { ...texts, secrets: [...new Set([...texts.secrets, ...secrets])] },
    channels,
    ...(afterLoad === undefined || 'problem' in afterLoad ? {} : { afterLoad }),
  });
}

/** What came from the environment and lets somebody in: whatever prints or logs has to mask it. See secret-values.ts. */
export function secretsOf(pipeline: Pipeline): readonly string[] {
  return pipeline.secrets ?? [];
}

/** No wrong place is `part`, lies above it or (unless only the part's own shape is asked for) inside it. */
function isSound(wrong: readonly Path[], part: Path, ownShapeOnly = false): boolean {
  return !wrong.some((path) => {
    const shared = Math.min(path.length, part.length);
    const related = part.slice(0, shared).every((step, at) => step === path[at]);
    return related && (path.length <= part.length || !ownShapeOnly);
  });
}

async function readText(files: Files, path: string): Promise<string> {
  let bytes: Uint8Array;
  try {
    bytes = await files.read(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'this is a folder' : reasonOf(error);
    throw new ConfigurationError(
      'PIPELINE_FILE',
      `${path}: ${why}; name the pipeline file with --pipeline FILE`,
      { path },
      error,
    );
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new ConfigurationError(
      'PIPELINE_FILE',
      `${path}: this is not UTF-8 text; save the file as UTF-8`,
      { path },
      error,
    );
  }
}

async function readSql(
  files: Files,
  path: string,
  relative: string,
  document: PipelineDocument,
): Promise<{ path: string; sql: string } | { problem: Problem }> {
  const problem = (why: string, hint: string) => ({
    problem: document.problem(['after_load'], `after_load: ${why}`, { hint }),
  });
  try {
    const bytes = await files.read(resolve(dirname(resolve(path)), relative));
    const sql = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return sql.trim() === ''
      ? problem(`${relative} is empty`, 'write SQL in it, or remove after_load')
      : { path: relative, sql };
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return problem(
      missing ? `there is no ${relative}` : `cannot read ${relative}: ${reasonOf(error)}`,
      "write a path from the pipeline file's folder",
    );
  }
}
