import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ConfigurationError, OutageError } from '../src/base/errors.ts';
import { toolsFolder } from './tools-folder.ts';

const run = promisify(execFile);

type Environment = Readonly<Record<string, string | undefined>>;

/** A program that Go builds from a pinned module. */
export interface GoTool {
  name: string;
  version: string;
  /** The package below the module, without version: `github.com/nektos/act`. */
  source: string;
  /**
   * The module that `source` is a package of, where these differ. It is built from a go.mod that names it: looking for it, Go
   * would ask the proxy for modules of longer names, and not every proxy says plainly that there are none.
   */
  module?: string;
  /** What the build takes, for the line that announces it: `a minute or two`. */
  takes: string;
  environment?: Readonly<Record<string, string>>;
  /** Whether the program at `path` is there and of this version. */
  isThere(path: string): Promise<boolean>;
}

/**
 * The path of a tool, built with Go on the first call and found on later ones. A binary of that version that somebody
 * put there is as good. Throws ConfigurationError `<NAME>_NEEDS_GO` where there is neither tool nor Go, OutageError
 * `<NAME>_BUILD` where the build fails.
 */
export async function installGoTool(
  tool: GoTool,
  options: { environment?: Environment; say?: (line: string) => void } = {},
): Promise<string> {
  const { environment = process.env, say = (line) => process.stderr.write(`${line}\n`) } = options;
  const { name, version } = tool;
  const folder = join(toolsFolder(environment), `${name}-${version}`);
  const path = join(folder, name);
  if (await tool.isThere(path)) return path;

  await mkdir(folder, { recursive: true });
  const building = await mkdtemp(join(folder, 'building-'));
  try {
    say(`building ${name} ${version} into ${folder}, once; this takes ${tool.takes}`);
    await build(tool, building, { ...environment, GOBIN: building, GOFLAGS: '-mod=mod', ...tool.environment });
    await rename(join(building, name), path);
  } catch (error) {
    throw asKnown(error, tool, path);
  } finally {
    await rm(building, { recursive: true, force: true });
  }
  return path;
}

async function build(
  { name, version, source, module }: GoTool,
  folder: string,
  environment: Environment,
): Promise<void> {
  const go = (...words: string[]) => run('go', words, { env: environment as NodeJS.ProcessEnv, cwd: folder });
  const flags = ['-trimpath', '-ldflags=-s -w'];
  if (module === undefined) return void (await go('install', ...flags, `${source}@v${version}`));
  await go('mod', 'init', 'building');
  await go('mod', 'edit', `-require=${module}@v${version}`);
  await go('build', ...flags, '-o', name, source);
}

function asKnown(error: unknown, { name, version }: GoTool, path: string): Error {
  const { code, stderr = '' } = error as NodeJS.ErrnoException & { stderr?: string };
  const prefix = name.toUpperCase().replaceAll('-', '_');
  if (code === 'ENOENT') {
    return new ConfigurationError(
      `${prefix}_NEEDS_GO`,
      `${name} ${version} is not installed, and Go, which builds it, is not on PATH; ` +
        `install Go 1.25 or newer (https://go.dev/dl), or put the ${name} binary at ${path}`,
      { path },
    );
  }
  const last = stderr.trim().split('\n').at(-1) ?? '';
  return new OutageError(`${prefix}_BUILD`, `go install of ${name} ${version} failed: ${last}`, { cause: error });
}
