import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  fileTag,
  generationTag,
  localPath,
  lookAtObject,
  openUrl,
  statFile,
  validatorsOf
} from "./chunk-RMRQY3QR.mjs";
import {
  bindColumns
} from "./chunk-CYIP6WHT.mjs";
import {
  redactUrl
} from "./chunk-PE4XUUB3.mjs";
import {
  withDeadline
} from "./chunk-VL3R7PO3.mjs";
import {
  partitionDate
} from "./chunk-TI4EOZ5J.mjs";
import {
  OutageError
} from "./chunk-TOUVOPKP.mjs";

// src/source/sample.ts
async function sampleSource(options) {
  const what = `the look at ${redactUrl(options.shownUrl)}`;
  return withDeadline(what, options.policy.timeoutMs, options.signal, async (signal) => {
    if (/^gs:/i.test(options.url)) return sampleObject(options);
    const path = localPath(options.url, options.shownUrl);
    return path === void 0 ? sampleUrl({ ...options, signal }) : sampleFile(options, path);
  });
}
async function sampleUrl(options) {
  const { response, where } = await openUrl(options, { range: `bytes=0-${Math.max(options.most, 1) - 1}` });
  const { status, headers } = response;
  if (status !== 200 && status !== 206 && status !== 416) {
    await response.discard();
    if (options.settings.notReady.includes(status)) return { kind: "absent", status };
    throw new OutageError("SOURCE_STATUS", `${where} answered ${status}`, { data: { status } });
  }
  const total = /\/(\d+)$/.exec(headers.get("content-range") ?? "")?.[1];
  const length = status === 200 ? headers.get("content-length") : total;
  const known = length === void 0 ? {} : { bytes: Number(length) };
  const { head, isWhole } = status === 416 ? { head: new Uint8Array(0), isWhole: true } : await take(response.body, options.most);
  await response.discard();
  const ended = status === 206 ? head.length === Number(total) : isWhole;
  return { kind: "found", ...known, ...validatorsOf(headers), head, isWhole: ended };
}
async function sampleObject(options) {
  const found = await lookAtObject(options, options.url);
  if (found === void 0) return absent(options, "object");
  const { head, isWhole } = await take(await found.open(), options.most);
  return { kind: "found", bytes: found.bytes, etag: generationTag(found.generation), head, isWhole };
}
async function sampleFile(options, path) {
  const stat = await statFile(options.files, path, redactUrl(options.shownUrl));
  if (stat === void 0) return absent(options, "file");
  const { head, isWhole } = await take(options.files.stream(path), options.most);
  return { kind: "found", bytes: stat.size, etag: fileTag(stat), head, isWhole };
}
function absent({ settings, shownUrl }, what) {
  if (settings.notReady.includes(404)) return { kind: "absent", status: 404 };
  throw new OutageError("SOURCE_STATUS", `${redactUrl(shownUrl)}: there is no such ${what}`, { data: { status: 404 } });
}
async function take(stream, most) {
  const chunks = [];
  let length = 0;
  for await (const chunk of stream) {
    chunks.push(Uint8Array.from(chunk));
    length += chunk.length;
    if (length > most) return { head: Buffer.concat(chunks).subarray(0, most), isWhole: false };
  }
  return { head: Buffer.concat(chunks), isWhole: true };
}

// src/clean/expected-schema.ts
function expectedSchema(pipeline, evolved, partition) {
  const date = partitionDate(partition);
  const named = pipeline.columns.map(({ from, name }) => from[0] ?? name);
  const later = evolved.filter(({ name }) => !pipeline.columns.some((rule) => rule.name === name));
  return bindColumns({
    header: [...named, ...later.map(({ from }) => from).filter((from) => !named.includes(from))],
    pipeline,
    evolved,
    partition,
    file: pipeline.file,
    ...date === void 0 ? {} : { partitionDate: date }
  }).schema;
}

export {
  sampleSource,
  expectedSchema
};
