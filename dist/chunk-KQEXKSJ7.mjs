import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  tellError
} from "./chunk-QUFXYG6M.mjs";
import {
  laptop,
  openSession
} from "./chunk-DOUEL7U2.mjs";
import {
  createHttp,
  nodeClock,
  nodeFiles,
  removeFolder,
  withDeadline
} from "./chunk-VL3R7PO3.mjs";
import {
  nearest
} from "./chunk-TI4EOZ5J.mjs";
import {
  withRetries
} from "./chunk-S3LT26JY.mjs";
import {
  createProgressLines,
  placeText,
  shownText
} from "./chunk-FOBTGNUB.mjs";
import {
  sha256,
  sha256OfFile,
  sha256OfJson
} from "./chunk-VHV2WM36.mjs";
import {
  ConfigurationError,
  LakeferryError,
  OutageError,
  reasonOf
} from "./chunk-TOUVOPKP.mjs";

// src/actions/github.ts
import { randomBytes } from "node:crypto";
import { join as join4 } from "node:path";

// src/runtime/github/cache.ts
import { realpath as realpath2 } from "node:fs/promises";
import { join as join2, resolve } from "node:path";

// src/runtime/github/cache-folder.ts
import { lstat, realpath } from "node:fs/promises";
import { join } from "node:path";

// src/runtime/github/cache-key.ts
function prefixOf(key) {
  return `lakeferry-v2-${sha256(key)}-`;
}
function serviceKey(key, revision) {
  return prefixOf(key) + revision;
}
function revisionOf({ files, after }) {
  const bytes = files.map(({ name, sha256: sum }) => [name, sum]);
  return sha256OfJson({ files: bytes, after: after ?? "" });
}
function revisionIn(name, key) {
  const rest = name.startsWith(prefixOf(key)) ? name.slice(prefixOf(key).length) : "";
  return /^[0-9a-f]{64}$/.test(rest) ? rest : void 0;
}

// src/runtime/github/cache-folder.ts
var FORMAT = 2;
var MANIFEST = "manifest.json";
var MOST_MANIFEST_BYTES = 16 * 1024 * 1024;
var PLAIN_NAME = /^[A-Za-z0-9][\w.-]{0,199}$/;
function entryFolder(key) {
  return `.lakeferry/cache/${sha256(key)}`;
}
async function fillFolder(options) {
  const { files, workspace, entry, after } = options;
  const { key, savedAt, record } = entry;
  const folder = join(workspace, entryFolder(key));
  const described = entry.files.map(describe);
  const manifest = {
    format: FORMAT,
    key,
    savedAt,
    record,
    ...after === void 0 ? {} : { after },
    files: described
  };
  const bad = unsound(manifest);
  if (bad !== void 0) throw new TypeError(bad);
  await files.makeFolder(folder);
  if (await isElsewhere(workspace, folder)) throw new TypeError(`a link leads ${entryFolder(key)} elsewhere`);
  for (const { name, path } of entry.files) {
    const to = join(folder, name);
    try {
      await files.link(path, to);
    } catch {
      await copy(files, path, to);
    }
  }
  await write(files, join(folder, MANIFEST), [new TextEncoder().encode(JSON.stringify(manifest))]);
}
async function readFolder(options) {
  const { files, workspace, key } = options;
  const folder = join(workspace, entryFolder(key));
  try {
    const found = await files.stat(folder);
    if (found === void 0) return void 0;
    if (!found.isDirectory || await isElsewhere(workspace, folder)) return { problem: "it lies behind a link" };
    const names = await files.names(folder);
    for (const name of names) {
      if (!(await lstat(join(folder, name))).isFile()) return { problem: `"${name}" in it is no plain file` };
    }
    if (!names.includes(MANIFEST)) return { problem: "it has no manifest" };
    const manifest = await readManifest(files, join(folder, MANIFEST));
    if (typeof manifest === "string") return { problem: manifest };
    if (manifest.key !== key) return { problem: "its manifest is that of another key" };
    const known = /* @__PURE__ */ new Set([MANIFEST, ...manifest.files.map(({ name }) => name)]);
    const extra = names.find((name) => !known.has(name));
    if (extra !== void 0) return { problem: `its manifest does not know "${extra}"` };
    for (const file of manifest.files) {
      if (!names.includes(file.name)) return { problem: `"${file.name}" is not in it` };
      const actual = await sha256OfFile(files, join(folder, file.name));
      if (actual.sha256 !== file.sha256 || actual.bytes !== file.bytes) {
        return { problem: `"${file.name}" in it does not have its checksum` };
      }
    }
    const { savedAt, record } = manifest;
    const handed = manifest.files.map((file) => ({ ...describe(file), path: join(folder, file.name) }));
    const revision = revisionOf({ files: handed, after: manifest.after });
    return { entry: { key, savedAt, record, files: handed }, revision };
  } catch (error) {
    return { problem: `it cannot be read: ${reasonOf(error)}` };
  }
}
async function readManifest(files, path) {
  const { size } = await files.stat(path) ?? { size: 0 };
  if (size > MOST_MANIFEST_BYTES) return "its manifest is too large to be one";
  let value;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(await files.read(path)));
  } catch {
    return "its manifest is not JSON";
  }
  return unsound(value) ?? value;
}
function unsound(value) {
  const manifest = value;
  if (manifest?.format !== FORMAT) return "its manifest has another format";
  if (typeof manifest.key !== "string" || !Number.isFinite(manifest.savedAt) || !Array.isArray(manifest.files)) {
    return "its manifest is not whole";
  }
  if (manifest.after !== void 0 && typeof manifest.after !== "string") return "its manifest follows no entry";
  const taken = /* @__PURE__ */ new Set([MANIFEST]);
  for (const file of manifest.files) {
    const name = file?.name;
    if (typeof name !== "string" || !PLAIN_NAME.test(name)) return "its manifest names a file by no plain name";
    if (taken.has(name.toLowerCase())) return `its manifest names "${name}" twice`;
    taken.add(name.toLowerCase());
    if (!Number.isSafeInteger(file?.bytes) || !/^[0-9a-f]{64}$/.test(file?.sha256 ?? "")) {
      return `its manifest tells no size or checksum of "${name}"`;
    }
  }
  return void 0;
}
function describe({ name, bytes, sha256: sum }) {
  return { name, bytes, sha256: sum };
}
async function isElsewhere(workspace, folder) {
  const [root, real] = await Promise.all([realpath(workspace), realpath(folder)]);
  return real !== join(root, folder.slice(join(workspace).length));
}
var copy = (files, from, to) => write(files, to, files.stream(from));
async function write(files, path, pieces) {
  const file = await files.create(path);
  try {
    for await (const piece of pieces) await file.write(piece);
  } finally {
    await file.close();
  }
}

// src/runtime/github/client.ts
import { AsyncLocalStorage } from "node:async_hooks";
var listener = new AsyncLocalStorage();
var NEVER = new AbortController().signal;
var isListening = false;
async function askClient(what, ms, call) {
  listen();
  const said = [];
  const value = await withDeadline(what, ms, NEVER, async () => {
    const outage = Promise.withResolvers();
    const hear = (text) => {
      for (const line of text.split(/\r?\n/)) {
        if (line === "") continue;
        said.push(line);
        const reason = failedAgain(line);
        if (reason !== void 0) outage.reject(new OutageError("RESULTS_SERVICE", reason));
      }
    };
    return Promise.race([listener.run(hear, call), outage.promise]);
  });
  return { value, said };
}
function complaint(said, pattern) {
  for (const line of said) {
    const found = pattern.exec(unescaped(line))?.[1];
    if (found !== void 0) return withoutQuery(found.split("\n")[0]);
  }
  return void 0;
}
function withoutQuery(text) {
  return text.replace(/(https?:\/\/[^\s?]+)\?\S+/g, "$1?…");
}
function failedAgain(line) {
  const words = /^Attempt 2 of \d+ failed with error: (.*)\. Retrying/.exec(line) ?? /^::debug::Failed to download artifact after 2 retries due to (.*)\. Retrying/.exec(line);
  return words?.[1] === void 0 ? void 0 : withoutQuery(unescaped(words[1]));
}
function unescaped(text) {
  return text.replace(/%0D/g, "").replace(/%0A/g, "\n").replace(/%25/g, "%");
}
function listen() {
  if (isListening) return;
  isListening = true;
  for (const stream of [process.stdout, process.stderr]) {
    const write2 = stream.write.bind(stream);
    stream.write = ((...given) => {
      const hear = listener.getStore();
      if (hear === void 0) return write2(...given);
      const [chunk] = given;
      hear(typeof chunk === "string" ? chunk : Buffer.from(chunk).toString());
      const done = given.at(-1);
      if (typeof done === "function") process.nextTick(done);
      return true;
    });
  }
}

// src/runtime/github/tar.ts
var STRAY_FOLDER = ".lakeferry/_stray";
var RESTRAINTS = [
  "--anchored",
  "--exclude=..",
  "--exclude=../*",
  "--no-anchored",
  "--exclude=*/../*",
  "--exclude=*/..",
  `--transform=s,^,${STRAY_FOLDER}/,rSH`,
  // Backslashes are read twice: where the words are split, and in the expression.
  `--transform=s,^${STRAY_FOLDER}/\\\\(\\\\.lakeferry/cache/\\\\),\\\\1,rSH`,
  "--transform=s,.*,nowhere,R",
  // Our own files may have two names; what is packed has to hold none of the links that are refused above.
  "--hard-dereference"
].join(" ");
function restrainTar() {
  const given = process.env["TAR_OPTIONS"] ?? "";
  if (!given.endsWith(RESTRAINTS)) process.env["TAR_OPTIONS"] = `${given} ${RESTRAINTS}`.trim();
}

// src/runtime/github/cache.ts
var ASK_MS = 1e4;
var MOVE_MS = 3e5;
var FAILED = /^(?:::(?:warning|error)::)?Failed to (?:restore|save): (.*)/s;
var WARNED = /^::(?:warning|error)::(.*)/s;
var NOT_RESERVED = /^::debug::Failed to reserve cache: Error: (.*)/s;
var REFUSAL = /write denied|quota|insufficient usage|Cache reservation failed/;
function createActionsCache(options) {
  const { env, files, clock, log, maxBytes } = options;
  const workspace = resolve(env["GITHUB_WORKSPACE"] || ".");
  let off;
  let readOnly;
  const found = /* @__PURE__ */ new Map();
  const turns = /* @__PURE__ */ new Map();
  async function inTurn(key, work) {
    const turn = (turns.get(key) ?? Promise.resolve()).then(work, work);
    turns.set(key, turn);
    return turn.finally(() => {
      if (turns.get(key) === turn) turns.delete(key);
    });
  }
  function turnOff(reason) {
    if (off === void 0) log.warn(`the run goes on without GitHub's cache: ${reason}`);
    off ??= reason;
    return `GitHub's cache is out of order: ${reason}`;
  }
  function stopSaving(reason) {
    if (readOnly === void 0) log.info(`nothing is saved to GitHub's cache: ${reason}`);
    readOnly ??= reason;
  }
  async function lookUp(key, name) {
    const { restoreCache } = await loadPackage();
    const lookupOnly = name === void 0;
    const { value, said } = await askClient(
      "GitHub's cache",
      lookupOnly ? ASK_MS : MOVE_MS,
      () => (
        // Nothing is called as the prefix is; of what begins with it the service answers with the newest.
        restoreCache([entryFolder(key)], name ?? prefixOf(key), lookupOnly ? [prefixOf(key)] : void 0, { lookupOnly })
      )
    );
    if (value !== void 0) return { matched: value };
    const failure = complaint(said, FAILED) ?? complaint(said, WARNED);
    return failure === void 0 ? {} : { failure };
  }
  async function discard(key) {
    await removeFolder(join2(workspace, entryFolder(key)));
    await removeFolder(join2(workspace, STRAY_FOLDER));
  }
  async function restore(key) {
    const distrust = async (problem) => {
      const miss = `the cached entry is not used: ${problem}`;
      log.warn(miss);
      await discard(key);
      return { miss };
    };
    const here = await readFolder({ files, workspace, key });
    if (here !== void 0 && "entry" in here) {
      found.set(key, serviceKey(key, here.revision));
      return { hit: here.entry };
    }
    if (here !== void 0) await distrust(here.problem);
    if (off !== void 0) return { miss: `GitHub's cache is out of order: ${off}` };
    if (!permits(env, "read")) return { miss: `cache-mode is ${env["ACTIONS_CACHE_MODE"]}` };
    const looked = await lookUp(key);
    if (looked.failure !== void 0) return refused(looked.failure);
    const { matched } = looked;
    if (matched === void 0) return { miss: "nothing is cached for this key" };
    found.set(key, matched);
    const revision = revisionIn(matched, key);
    if (revision === void 0) return distrust("the service offers that of another key");
    const restored = await lookUp(key, matched);
    if (restored.failure !== void 0) {
      await discard(key);
      return refused(restored.failure);
    }
    if (restored.matched === void 0) return { miss: "what was cached for this key has just gone" };
    if (restored.matched !== matched) return distrust("the service gave that of another key");
    if (await files.stat(join2(workspace, STRAY_FOLDER)) !== void 0) {
      return distrust("files in it were meant for elsewhere");
    }
    const read = await readFolder({ files, workspace, key });
    if (read === void 0) return distrust("it holds no entry");
    if ("problem" in read) return distrust(read.problem);
    return read.revision === revision ? { hit: read.entry } : distrust("it is not the one that its name tells");
  }
  function refused(failure) {
    if (isOutage(failure)) return { miss: turnOff(failure) };
    const miss = `the cached entry cannot be had: ${failure}`;
    log.warn(miss);
    if (/read denied/.test(failure)) off = failure;
    return { miss };
  }
  async function save(key, given, record) {
    const bytes = given.reduce((sum, file) => sum + file.bytes, 0);
    if (bytes > maxBytes) {
      log.debug(`not cached: ${bytes} bytes are more than cache_max`);
      return;
    }
    if (off !== void 0 || readOnly !== void 0) return;
    if (!permits(env, "write")) return stopSaving(`cache-mode is ${env["ACTIONS_CACHE_MODE"]}`);
    if (await realpath2(workspace) !== await realpath2(".")) {
      return stopSaving("the working directory is not GITHUB_WORKSPACE");
    }
    const after = found.get(key);
    const revision = revisionOf({ files: given, after });
    const here = await readFolder({ files, workspace, key });
    const isHere = here !== void 0 && "entry" in here;
    if (isHere && here.revision === revision) {
      log.debug("not cached: GitHub's cache holds the same already");
      return;
    }
    const folder = join2(workspace, entryFolder(key));
    const aside = `${folder}.aside`;
    await removeFolder(aside);
    if (isHere) await files.rename(folder, aside);
    else await removeFolder(folder);
    try {
      try {
        const entry = { key, savedAt: clock.now(), record, files: given };
        await fillFolder({ files, workspace, entry, after });
      } catch (error) {
        log.warn(`not cached: ${reasonOf(error)}`);
        return;
      }
      const { saveCache } = await loadPackage();
      const { value, said } = await askClient(
        "saving to GitHub's cache",
        MOVE_MS,
        () => saveCache([entryFolder(key)], serviceKey(key, revision))
      );
      if (value === -1) tellUnsaved(said);
    } finally {
      await removeFolder(folder);
      if (isHere) await files.rename(aside, folder);
    }
  }
  function tellUnsaved(said) {
    const told = [NOT_RESERVED, FAILED, WARNED].map((pattern) => complaint(said, pattern));
    const why = told.find((each) => each !== void 0) ?? "it did not say why";
    if (/\(409\)|already exists/.test(why)) log.debug("not cached: another job has just saved the same");
    else if (said.some((line) => REFUSAL.test(line))) stopSaving(why);
    else turnOff(why);
  }
  return {
    restore: (key) => inTurn(key, () => restore(key)).catch((error) => ({ miss: turnOff(reasonOf(error)) })),
    save: (key, given, record) => inTurn(key, () => save(key, given, record)).catch((error) => void turnOff(reasonOf(error)))
  };
}
function permits(env, right) {
  const mode = (env["ACTIONS_CACHE_MODE"] ?? "").trim().toLowerCase();
  return !(mode === "none" || mode === (right === "read" ? "write-only" : "read"));
}
function isOutage(failure) {
  return /\b5\d\d\b|Unable to make request|ECONN|ETIMEDOUT|ENOTFOUND|socket hang up|aborted|Rate limited/i.test(
    failure
  );
}
async function loadPackage() {
  restrainTar();
  return import("./chunk-6HAYQGD5.mjs");
}

// src/runtime/github/duckdb.ts
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join as join3, resolve as resolve2 } from "node:path";
import { promisify } from "node:util";

// src/runtime/github/duckdb-download.ts
import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
var OFFLINE = "without a registry, set LAKEFERRY_DUCKDB_DIR to a folder that holds node_modules/@duckdb/node-api, as npm installs it";
var TRY_MS = 5 * 6e4;
var TIMEOUTS = { connect: 1e4, headers: 3e4, idle: 3e4 };
var MOST_BYTES = 200 * 2 ** 20;
var MOST_REDIRECTS = 5;
function registryOf(env) {
  const text = env["npm_config_registry"] || env["NPM_CONFIG_REGISTRY"] || "https://registry.npmjs.org";
  const url = URL.canParse(text) ? new URL(text) : void 0;
  if (url === void 0 || !/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "") {
    throw new ConfigurationError(
      "DUCKDB_REGISTRY",
      `npm_config_registry names no registry that DuckDB can be downloaded from; expected an address without user and password, like https://registry.npmjs.org; ${OFFLINE}`
    );
  }
  if (!url.pathname.endsWith("/")) url.pathname += "/";
  return url;
}
async function downloadPackage(pack, path, options) {
  const { registry, policy, clock, log, signal } = options;
  const title = `${pack.name}@${pack.version}`;
  const from = `${title} from ${registry.host}`;
  try {
    await withRetries(
      policy,
      clock,
      signal,
      () => withDeadline(`downloading ${from}`, TRY_MS, signal, (inner) => fetchOnce(pack, path, options, inner)),
      ({ error, attempt, tries }) => log.warn(`${from}: try ${attempt} of ${tries} failed: ${error.message}`)
    );
  } catch (error) {
    if (!(error instanceof OutageError) || error.code === "DUCKDB_CHECKSUM") throw error;
    throw new OutageError("DUCKDB_DOWNLOAD", `cannot download ${from}: ${error.message}; ${OFFLINE}`, {
      data: { package: title, host: registry.host, reason: error.code },
      cause: error,
      retryable: false
    });
  }
}
async function fetchOnce(pack, path, { registry, http }, signal) {
  const base = pack.name.slice(pack.name.lastIndexOf("/") + 1);
  const { body } = await follow(new URL(`${pack.name}/-/${base}-${pack.version}.tgz`, registry), http, signal);
  const hash = createHash("sha512");
  async function* hashed() {
    let bytes = 0;
    for await (const chunk of body) {
      bytes += chunk.length;
      if (bytes > MOST_BYTES) {
        throw new OutageError("DUCKDB_SIZE", `${registry.host} sends more than ${MOST_BYTES} bytes`, {
          retryable: false
        });
      }
      hash.update(chunk);
      yield chunk;
    }
  }
  await pipeline(Readable.from(hashed()), createWriteStream(path), { signal });
  const seen = `sha512-${hash.digest("base64")}`;
  if (seen === pack.integrity) return;
  throw new OutageError(
    "DUCKDB_CHECKSUM",
    `${pack.name}@${pack.version} from ${registry.host} is not the file that this version was tested with: its checksum is ${seen}, expected ${pack.integrity}; it was not used; mend the registry, or ${OFFLINE}`,
    { data: { package: pack.name, host: registry.host, seen, expected: pack.integrity }, retryable: false }
  );
}
async function follow(url, http, signal) {
  for (let at = url, redirects = 0; ; redirects++) {
    const request = { method: "GET", url: at, headers: {}, timeouts: TIMEOUTS, allowPrivate: true, signal };
    const answer = await http.request(request);
    if (answer.status === 200) return answer;
    await answer.discard();
    const location = answer.headers.get("location");
    const moved = [301, 302, 303, 307, 308].includes(answer.status) && location !== void 0;
    if (!moved || redirects === MOST_REDIRECTS || !URL.canParse(location, at.href)) {
      const { status } = answer;
      throw new OutageError("DUCKDB_STATUS", `${at.host} answers with status ${status}`, {
        data: { status },
        retryable: status === 408 || status === 429 || status >= 500
      });
    }
    at = new URL(location, at);
  }
}

// src/runtime/github/duckdb-packages.ts
var DUCKDB_VERSION = "1.5.5-r.5";
var DUCKDB_PACKAGES = [
  {
    name: "@duckdb/node-api",
    version: "1.5.5-r.5",
    integrity: "sha512-ZMX+sel3DjSKbGuQ44Y5Tp5LwYjlJkhB5faKr+9sSMcxixDMSW+8vaTOD1uRDuN9o0udUoCY/XX9PI1haEZuZg=="
  },
  {
    name: "@duckdb/node-bindings",
    version: "1.5.5-r.5",
    integrity: "sha512-sR7x91TfBunLqLbdvrcdiPCU+VGEQFPicxh1STZM402fuHW2ituPTAo2bY3IlntsvJShltrKF4R6B+JYPlAPZg=="
  },
  {
    name: "@duckdb/node-bindings-darwin-arm64",
    version: "1.5.5-r.5",
    integrity: "sha512-WJdeLTFy4pRg60rkbp9smtlP1iIQ8ErtIJkxS+2LQtM1ZZMSByyW+3WPpNoKe7IwPtVl2fLlPw7tDmQW4Z974g==",
    target: "darwin-arm64"
  },
  {
    name: "@duckdb/node-bindings-darwin-x64",
    version: "1.5.5-r.5",
    integrity: "sha512-rN0KjX13MwVQ5V5ufykolty/tf4SaafOpGWcUA1Cegf98jPeRdsJsEE1IMXn8n3u6WvMSZEVJmHJ3ma4Hr7Vzg==",
    target: "darwin-x64"
  },
  {
    name: "@duckdb/node-bindings-linux-arm64",
    version: "1.5.5-r.5",
    integrity: "sha512-CafH2AIvXtpwDynG3KB/4uEOHRGlFoB7auCRMIwH3BKNIobsANV5LSpDJ3tfyRCFIsK6e8AT1eseWVnu2Dv3cw==",
    target: "linux-arm64"
  },
  {
    name: "@duckdb/node-bindings-linux-arm64-musl",
    version: "1.5.5-r.5",
    integrity: "sha512-00z3mYHUBAucp3L73EoftKDdaGOaV8ENELejiT+PK7dFjTzdXxqhJwZ1LaQV1/zEhIecz+x23f6WvFhWw+7XXQ==",
    target: "linux-arm64-musl"
  },
  {
    name: "@duckdb/node-bindings-linux-x64",
    version: "1.5.5-r.5",
    integrity: "sha512-kCyq6BXhn6QXfwF8yVdVKriSSHP+rfVWcJ56cG8qZzlOZpxyvT5WGm6jMshxg4ditLlOsHsIN/D47RYrcjXuHQ==",
    target: "linux-x64"
  },
  {
    name: "@duckdb/node-bindings-linux-x64-musl",
    version: "1.5.5-r.5",
    integrity: "sha512-S5qEc7F+GjXt85T2xArjjvN5oc/IjtH6zsLJsuo8N3fQolheBCefemIMdZoK2Jik8a0sBxidiS6Ld4qprMPPDw==",
    target: "linux-x64-musl"
  },
  {
    name: "@duckdb/node-bindings-win32-arm64",
    version: "1.5.5-r.5",
    integrity: "sha512-L3Mroc23xhqOowWVElni8LgEmsm5e9DdG1y2pLka/1ug3Pl2vpQMl1Phxwz4UEMF8DOBbMgN5BBNrYwG2BFo+g==",
    target: "win32-arm64"
  },
  {
    name: "@duckdb/node-bindings-win32-x64",
    version: "1.5.5-r.5",
    integrity: "sha512-mBGFn8netT/AAhK4TOG6Fw47+Db68CxCVtQ9qfxZc1kZAjds+aYrh17Fd/u5CbTDdxILsrcyuF8q9cUcm54kQA==",
    target: "win32-x64"
  },
  {
    name: "detect-libc",
    version: "2.1.2",
    integrity: "sha512-Btj2BOOO83o3WyH59e8MgXsxEQVcarkUOpEYrubB0urwnN10yQ364rsiByU11nZlqWYZm05i/of7io4mzihBtQ=="
  }
];

// src/runtime/github/duckdb.ts
var POLICY = { retries: 4, delay: { kind: "exponential", first: 2e3, longest: 3e4 } };
var MARKER = "complete.json";
var ABANDONED_MS = 24 * 36e5;
var PLACE_TRIES = 5;
var run = promisify(execFile);
async function provideDuckdb(options) {
  const { env, log } = options;
  const given = (env["LAKEFERRY_DUCKDB_DIR"] ?? "").trim();
  if (given !== "") return ownFolder(given, options.cwd);
  const cache = env["RUNNER_TOOL_CACHE"] || env["RUNNER_TEMP"];
  if (!cache) {
    throw new ConfigurationError(
      "DUCKDB_FOLDER",
      "there is no folder to keep DuckDB in: neither RUNNER_TOOL_CACHE nor RUNNER_TEMP is set, as runners set them; set one of them, or LAKEFERRY_DUCKDB_DIR to a folder that holds node_modules/@duckdb/node-api"
    );
  }
  const target = options.target ?? targetOfMachine();
  const packages = packagesFor(target, options.packages ?? DUCKDB_PACKAGES);
  const folder = join3(cache, "lakeferry-duckdb", DUCKDB_VERSION, target);
  try {
    if (await isComplete(folder, packages)) log.debug(`DuckDB ${DUCKDB_VERSION} lies in ${folder}`);
    else await install(folder, packages, options);
    return folder;
  } catch (error) {
    if (options.signal.aborted) throw options.signal.reason;
    if (error instanceof LakeferryError) throw error;
    const reason = reasonOf(error).trim().replace(/\s*\n\s*/g, "; ");
    throw new OutageError("DUCKDB_UNPACK", `cannot unpack DuckDB into ${folder}: ${reason}`, {
      data: { folder },
      cause: error,
      retryable: false
    });
  }
}
async function ownFolder(given, cwd) {
  const folder = resolve2(cwd, given);
  if (await isThere(join3(folder, "node_modules/@duckdb/node-api/package.json"))) return folder;
  throw new ConfigurationError(
    "DUCKDB_DIR",
    `LAKEFERRY_DUCKDB_DIR is "${given}", but ${folder} holds no node_modules/@duckdb/node-api; run npm install @duckdb/node-api@${DUCKDB_VERSION} in it`,
    { folder }
  );
}
function targetOfMachine() {
  return `${process.platform}-${process.arch}${process.platform === "linux" && isMusl() ? "-musl" : ""}`;
}
function isMusl() {
  const report = process.report;
  report.excludeNetwork = true;
  const { header } = report.getReport();
  return header?.glibcVersionRuntime === void 0;
}
function packagesFor(target, packages) {
  const chosen = packages.filter((pack) => pack.target === void 0 || pack.target === target);
  if (chosen.some((pack) => pack.target === target)) return chosen;
  const known = packages.flatMap((pack) => pack.target ?? []).sort();
  throw new ConfigurationError(
    "DUCKDB_PLATFORM",
    `DuckDB ${DUCKDB_VERSION} is not made for ${target}; run the job on one of ${known.join(", ")}, or leave "warehouse" out`,
    { target, known }
  );
}
function markerText(packages) {
  return `${JSON.stringify(packages, null, 2)}
`;
}
async function isComplete(folder, packages) {
  try {
    return await readFile(join3(folder, MARKER), "utf8") === markerText(packages);
  } catch (error) {
    if (error.code === "ENOENT") return false;
    throw error;
  }
}
async function isThere(path) {
  return stat(path).then(
    () => true,
    () => false
  );
}
async function install(folder, packages, options) {
  const { clock, http, log, signal } = options;
  const registry = registryOf(options.env);
  const parent = dirname(folder);
  await mkdir(parent, { recursive: true });
  await sweep(parent, clock);
  const temporary = await mkdtemp(join3(parent, ".tmp-"));
  try {
    log.info(
      `downloading DuckDB ${DUCKDB_VERSION} from ${registry.host}, once for this runner; its place is ${folder}`
    );
    const made = join3(temporary, "made");
    const { TAR_OPTIONS: _, ...tarEnv } = process.env;
    for (const pack of packages) {
      const tarball = join3(temporary, "package.tgz");
      await downloadPackage(pack, tarball, { registry, http, clock, log, signal, policy: options.policy ?? POLICY });
      await run("tar", ["-xzof", "package.tgz"], { cwd: temporary, signal, env: tarEnv });
      const home = join3(made, "node_modules", pack.name);
      await mkdir(dirname(home), { recursive: true });
      await rename(join3(temporary, "package"), home);
    }
    await writeFile(join3(made, MARKER), markerText(packages));
    await place({ made, folder, away: join3(temporary, "away"), packages });
  } finally {
    await rm(temporary, { recursive: true, force: true, maxRetries: 3 });
  }
}
async function place(options) {
  const { made, folder, away, packages } = options;
  for (let attempt = 1; ; attempt++) {
    try {
      return await rename(made, folder);
    } catch (error) {
      if (await isComplete(folder, packages)) return;
      if (attempt === PLACE_TRIES || !await isThere(folder)) throw error;
    }
    await rename(folder, `${away}-${attempt}`);
  }
}
async function sweep(parent, clock) {
  for (const name of await readdir(parent)) {
    if (!name.startsWith(".tmp-")) continue;
    const path = join3(parent, name);
    const found = await stat(path).catch(() => void 0);
    if (found !== void 0 && clock.now() - found.mtimeMs > ABANDONED_MS)
      await rm(path, { recursive: true, force: true });
  }
}

// src/runtime/github/command.ts
function commandLine(name, message, properties = {}) {
  const given = Object.entries(properties).flatMap(
    ([key, value]) => value === void 0 ? [] : [`${key}=${escapeProperty(String(value))}`]
  );
  return `::${name}${given.length === 0 ? "" : ` ${given.join(",")}`}::${escapeData(message)}`;
}
function escapeData(text) {
  return text.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}
function escapeProperty(text) {
  return escapeData(text).replace(/:/g, "%3A").replace(/,/g, "%2C");
}

// src/runtime/github/log.ts
var MOST_ANNOTATIONS = 10;
var MOST_WARNINGS = 5;
function createActionsLog(options) {
  const { clock, mask, out, verbose } = options;
  const shown = (text) => shownText(text, mask);
  const line = (text) => void out.write(`  ${mask(text)}
`);
  const order = (...command) => void out.write(`${commandLine(...command)}
`);
  const said = { error: 0, warning: 0 };
  const cut = /* @__PURE__ */ new Set();
  function annotate(kind, message, place2) {
    const isFull = said.error + said.warning >= MOST_ANNOTATIONS || kind === "warning" && said.warning >= MOST_WARNINGS;
    if (!isFull) {
      said[kind]++;
      const { file, line: row, column: col } = place2 ?? {};
      order(kind, shown(message), file === void 0 ? {} : { file: shown(file), line: row, col });
      return;
    }
    if (!cut.has(kind)) line(`(enough annotations for one step: further ${kind}s are lines of the log)`);
    cut.add(kind);
    line(`${kind}: ${placeText(place2, mask)}${shown(message)}`);
  }
  return {
    debug(message) {
      if (verbose) line(`debug: ${shown(message)}`);
      else order("debug", shown(message));
    },
    info: (message) => line(shown(message)),
    warn: (message, place2) => annotate("warning", message, place2),
    error: (message, place2) => annotate("error", message, place2),
    group(title, lines) {
      if (lines.length === 0) {
        line(shown(title));
        return;
      }
      order("group", shown(title));
      for (const text of lines) line(shown(text));
      order("endgroup", "");
    },
    progress: createProgressLines({ clock, mask, line })
  };
}

// src/runtime/github/secrets.ts
var SHORTEST = 4;
function hideValues(values, out = process.stdout) {
  const lines = values.flatMap((value) => value.split(/[\r\n]+/)).map((line) => line.trim());
  for (const line of new Set(lines)) {
    if (line.length >= SHORTEST) out.write(`${commandLine("add-mask", line)}
`);
  }
}

// src/actions/github.ts
var github = {
  log: createActionsLog,
  annotates: true,
  // Without the service (a self-hosted server, a step that was given no token) the runner's own disk is the cache.
  cache: (options) => hasService(options.host) ? createActionsCache({
    env: options.host.env,
    maxBytes: options.pipeline.cacheMaxBytes,
    files: nodeFiles,
    clock: nodeClock,
    log: options.log
  }) : laptop.cache(options),
  workFolder: (host) => join4(host.env["RUNNER_TEMP"] || host.cwd, "lakeferry"),
  runName: (host) => `${runPrefix(host)}${randomBytes(6).toString("hex")}`,
  environment: (host) => ({ ...host.env, ...readEnvironment(host) }),
  hide: hideValues,
  duckdbFolder: ({ host, log }) => provideDuckdb({
    env: host.env,
    cwd: host.cwd,
    http: createHttp({ env: host.env }),
    clock: nodeClock,
    log,
    signal: host.signal
  })
};
function hasService(host) {
  return (host.env["ACTIONS_RUNTIME_TOKEN"] ?? "") !== "" && (host.env["ACTIONS_RESULTS_URL"] ?? "") !== "";
}
function runPrefix(host) {
  return `github-${host.env["GITHUB_RUN_ID"] ?? "0"}-${host.env["GITHUB_RUN_ATTEMPT"] ?? "1"}-`;
}
function readEnvironment(host) {
  const values = {};
  for (const line of (host.env["LAKEFERRY_ENVIRONMENT"] ?? "").split(/\r?\n/)) {
    const match = /^\s*([A-Za-z_]\w*)=(.*)$/.exec(line);
    if (match !== null) values[match[1]] = match[2];
  }
  hideValues(Object.values(values).filter((value) => value !== ""));
  return values;
}

// src/session/surfaces.ts
var STATE = {
  state: "The worst that any partition is in: `failed`, `late`, `running`, `missing`, `due`, `stale`, `not_ready`, `held`, `done`."
};
var RESULTS = { results: "Path of the results: one entry a partition, for the next step." };
var SUBJECTS = {
  subjects: "Path of the checksums of the Parquet files that were published, for an attestation; empty when nothing was."
};
var COUNTS = {
  done: "Partitions that were published or loaded.",
  cached: "Partitions whose source was unchanged.",
  "not-ready": "Partitions that are not published at their source yet.",
  failed: "Partitions that failed.",
  "failed-partitions": "The failed ones, as a list for the input `partitions`; empty when there is none."
};
var ACTIONS = {
  run: {
    title: "Lakeferry",
    description: "Fetches, cleans, publishes and loads what is due, in one step: CSV on the web → typed Parquet in a lake → a warehouse table.",
    inputs: [
      "pipeline",
      "set",
      "partitions",
      "from",
      "lake",
      "warehouse",
      "force",
      "refresh-cache",
      "dry-run",
      "ephemeral",
      "check-source",
      "samples",
      "limit",
      "concurrency",
      "time-budget",
      "fail-on"
    ],
    outputs: { ...RESULTS, ...COUNTS, summary: "Path of the summary, in Markdown.", ...SUBJECTS, ...STATE }
  },
  plan: {
    title: "Lakeferry plan",
    description: "Says which partitions must run, and why, and deals them to the jobs of a matrix.",
    inputs: [
      "pipeline",
      "set",
      "partitions",
      "lake",
      "warehouse",
      "force",
      "max-jobs",
      "limit",
      "check-source",
      "ephemeral"
    ],
    outputs: {
      matrix: "The jobs as JSON: a list of `{name, partitions}`.",
      count: "How many partitions there are in it. GitHub refuses an empty matrix: guard the job with `count != 0`.",
      dataset: "The dataset’s name, parameters filled in.",
      plan: "Path of the plan: every partition with its status, and why.",
      "first-run": "`true` when the lake has no ledger for the dataset yet.",
      ...STATE
    }
  },
  fetch: {
    title: "Lakeferry fetch",
    description: "Brings the raw files of some partitions to the runner, whole or not at all; what is published and unchanged at its source is not fetched again.",
    inputs: ["pipeline", "set", "partitions", "lake", "force", "cache", "refresh-cache"],
    outputs: {
      ...RESULTS,
      file: "Path of the raw file, where there is exactly one.",
      "cache-hit": "`true` when every raw file came from the cache.",
      "cache-reason": "Why the cache hit or missed, one line a partition.",
      ...STATE
    }
  },
  clean: {
    title: "Lakeferry clean",
    description: "Raw files → typed columns as an Arrow stream each, by the pipeline’s contract; rows that break a rule go to quarantine.",
    inputs: ["pipeline", "set", "results", "samples"],
    outputs: {
      ...RESULTS,
      rows: "Rows that were kept.",
      rejected: "Rows that broke a rule.",
      quarantine: "Paths of the files of rejected rows, one a line.",
      ...STATE
    }
  },
  "write-parquet": {
    title: "Lakeferry write-parquet",
    description: "Arrow streams → Parquet files, read back and verified. Any tool may have edited the stream before.",
    inputs: ["pipeline", "set", "results"],
    outputs: {
      ...RESULTS,
      bytes: "Bytes of all files.",
      sha256: "Of the file, where there is exactly one.",
      ...STATE
    }
  },
  upload: {
    title: "Lakeferry upload",
    description: "Publishes Parquet files in the lake: each partition has one version, and the ledger says which.",
    inputs: ["pipeline", "set", "results", "lake"],
    outputs: {
      ...RESULTS,
      uri: "Where the object lies, where there is exactly one.",
      generation: "Its generation.",
      ...STATE
    }
  },
  load: {
    title: "Lakeferry load",
    description: "Loads published partitions into the warehouse, each exactly once. As the last step it fails when a partition failed in any step before.",
    inputs: ["pipeline", "set", "results", "lake", "warehouse"],
    outputs: {
      ...RESULTS,
      replaced: "Rows that were there before and are gone.",
      receipt: "The warehouse’s receipts as JSON, by partition.",
      ...STATE
    }
  },
  report: {
    title: "Lakeferry report",
    description: "Merges what the jobs of a run left, names partitions whose job ended without a result, writes the summary and decides whether the run is red.",
    inputs: ["pipeline", "set", "lake", "warehouse", "plan", "samples", "fail-on", "attest", "site", "datasets"],
    outputs: {
      ...RESULTS,
      ...COUNTS,
      summary: "Path of the summary, in Markdown.",
      ...SUBJECTS,
      attest: "Name of the artifact that holds these checksums as `subjects.sha256`; empty where none is to be attested.",
      site: "Folder of the pages, for actions/upload-pages-artifact; empty where none were asked for.",
      ...STATE
    }
  },
  diff: {
    title: "Lakeferry diff",
    description: "Says what a change of the pipeline file would do: what would run and why, a sample partition before and after, expected time and bytes. Publishes and loads nothing.",
    inputs: ["pipeline", "set", "base", "sample", "lake", "warehouse", "token"],
    outputs: {
      changes: "How many settings and columns differ; empty where there was no pipeline before.",
      count: "Partitions that would run.",
      comment: "What became of the comment: `created`, `updated`, `unchanged`, `denied`, or empty."
    }
  },
  doctor: {
    title: "Lakeferry doctor",
    description: "Tries each connection of a pipeline (source, lake, warehouse, GitHub, disk) and says of each what is wrong and what mends it. Changes nothing.",
    inputs: ["pipeline", "set", "lake", "warehouse", "concurrency"],
    outputs: {
      failed: "Codes of the checks that failed, as a list.",
      warned: "Codes of the checks that found something to look at.",
      checks: "All answers as JSON: a list of `{code, state, what, fix}`."
    }
  },
  notify: {
    title: "Lakeferry notify",
    description: "Tells the channels of `notify:` in the pipeline file which partitions broke and which are well again, each once. A channel that cannot be reached is a warning.",
    inputs: ["pipeline", "set", "lake", "dry-run"],
    outputs: {
      sent: "Partitions that were told, counted for each channel.",
      unsent: "Partitions that could not be told; the next run tries again.",
      ...STATE
    }
  }
};

// src/actions/entry.ts
async function runAction(name, host, body) {
  const session = await openSession(host, readFlags(name, host.env), github);
  for (const line of unknownInputs(name, host.env)) session.log.warn(line);
  try {
    return await body(session);
  } catch (error) {
    return tellError(session, error);
  } finally {
    session.close();
  }
}
function readFlags(name, env) {
  const flags = env["RUNNER_DEBUG"] === "1" ? { verbose: "true" } : {};
  for (const word of ACTIONS[name].inputs) {
    const value = env[`INPUT_${word.toUpperCase()}`];
    if (value === void 0) continue;
    const key = word.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());
    flags[key] = word === "set" ? value.split("\n") : value;
  }
  return flags;
}
function unknownInputs(name, env) {
  const known = ACTIONS[name].inputs;
  return Object.entries(env).flatMap(([variable, value]) => {
    const input = /^INPUT_(.+)$/s.exec(variable)?.[1]?.toLowerCase();
    if (input === void 0 || known.includes(input) || (value ?? "").trim() === "") return [];
    const guess = nearest(input, known);
    const hint = guess === void 0 ? `its inputs are ${known.join(", ")}` : `did you mean "${guess}"?`;
    return [`${name}: there is no input "${input}", and it changes nothing; ${hint}`];
  });
}

// src/runtime/github/outputs.ts
var NAME = /^[A-Za-z_][\w-]*$/;
async function setOutputs(values) {
  const bad = Object.keys(values).find((name) => !NAME.test(name));
  if (bad !== void 0) throw new TypeError(`"${bad}" is no name of an output`);
  const path = process.env["GITHUB_OUTPUT"] ?? "";
  if (path === "") {
    throw new ConfigurationError(
      "OUTPUTS",
      "the outputs of this step cannot be written: GITHUB_OUTPUT is not set; run this as an action, in a step of a workflow"
    );
  }
  const { setOutput } = await import("./chunk-SBYFX3KQ.mjs");
  try {
    for (const [name, value] of Object.entries(values)) setOutput(name, value);
  } catch (error) {
    throw new OutageError("OUTPUTS_WRITE", `the outputs of this step cannot be written: ${reasonOf(error)}`, {
      data: { path },
      cause: error,
      retryable: false
    });
  }
}

export {
  askClient,
  withoutQuery,
  runPrefix,
  runAction,
  setOutputs
};
