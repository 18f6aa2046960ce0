import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  sha256OfFile
} from "./chunk-VHV2WM36.mjs";

// src/publish/content.ts
import { createHash } from "node:crypto";
async function hashObject(object, files) {
  if (object.localPath !== void 0) return (await sha256OfFile(files, object.localPath)).sha256;
  const hash = createHash("sha256");
  for await (const chunk of await object.open()) hash.update(chunk);
  return hash.digest("hex");
}
async function bodyOf(object, sha256) {
  if (object.localPath !== void 0) return { file: object.localPath, bytes: object.bytes, sha256 };
  const chunks = [];
  for await (const chunk of await object.open()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

// src/publish/inspect.ts
async function inspectObject(options) {
  const { store, name, publication, files, listed } = options;
  const expected = publication?.object;
  const isExpected = (generation2) => expected?.name === name && expected.generation === generation2;
  const listedGeneration = listed?.get(name);
  if (listed !== void 0 && listedGeneration === void 0) return { kind: "absent" };
  if (listedGeneration !== void 0 && isExpected(listedGeneration))
    return { kind: "same", generation: listedGeneration };
  const found = await store.get(name);
  if (found === void 0) return { kind: "absent" };
  const { generation } = found;
  if (isExpected(generation)) return { kind: "same", generation };
  const sha256 = await hashObject(found, files);
  return sha256 === expected?.sha256 ? { kind: "same", generation } : { kind: "altered", sha256, generation };
}

export {
  hashObject,
  bodyOf,
  inspectObject
};
