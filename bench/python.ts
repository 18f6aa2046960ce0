import { execFile } from 'node:child_process';
import { access, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { toolsFolder } from '../scripts/tools-folder.ts';

const execute = promisify(execFile);

/** The peers from Python, each at the version that the page was measured with. */
export const PINNED = { polars: '2.1.0', datafusion: '55.0.0', pyarrow: '26.0.1', pandas: '3.1.1' };

/** An interpreter, and which peers it has in which version; or why there is none. */
export type PythonPeers = { program: string; versions: Readonly<Record<string, string>> } | { absent: string };

const HINT = 'not here: `npm run bench -- --python` makes an environment for it';

const ASK = `
import importlib.metadata as metadata, json, sys
found = {}
for name in sys.argv[1:]:
    try: found[name] = metadata.version(name)
    except metadata.PackageNotFoundError: pass
print(json.dumps(found))
`;

/**
 * The Python with the peers: PYTHON names it, or it is the environment of an earlier run. Where there is none and `make` is set, one is
 * made with the pinned versions; what pip says where it cannot is thrown.
 */
export async function findPython(options: {
  make: boolean;
  env?: Readonly<Record<string, string | undefined>>;
}): Promise<PythonPeers> {
  const { make, env = process.env } = options;
  if (env['PYTHON']) return askVersions(env['PYTHON']);
  // The pins are part of the name: other pins make another environment.
  const pins = Object.entries(PINNED).map(([name, version]) => `${name}==${version}`);
  const folder = join(toolsFolder(env), `bench-python-${Object.values(PINNED).join('-')}`);
  const program = join(folder, 'bin', 'python');
  const isThere = await access(join(folder, 'complete')).then(
    () => true,
    () => false,
  );
  if (!isThere) {
    if (!make) return { absent: HINT };
    await rm(folder, { recursive: true, force: true });
    await execute('python3', ['-m', 'venv', folder]);
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--only-binary', ':all:', ...pins];
    await execute(program, pip);
    await execute(program, ['-c', `open(${JSON.stringify(join(folder, 'complete'))}, 'w')`]);
  }
  return askVersions(program);
}

async function askVersions(program: string): Promise<PythonPeers> {
  try {
    const { stdout } = await execute(program, ['-c', ASK, ...Object.keys(PINNED)]);
    return { program, versions: JSON.parse(stdout) as Record<string, string> };
  } catch (error) {
    return {
      absent: `${program} does not run: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`,
    };
  }
}
