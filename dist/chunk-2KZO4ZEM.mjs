import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  OutageError,
  reasonOf
} from "./chunk-TOUVOPKP.mjs";

// src/base/output-file.ts
import { createHash } from "node:crypto";
async function createOutputFile(options) {
  const { files, path, code } = options;
  const file = await guarded(() => files.create(path));
  const hash = createHash("sha256");
  let position = 0;
  let state = "open";
  async function guarded(work) {
    try {
      return await work();
    } catch (error) {
      const errno = error.code;
      throw new OutageError(code, `cannot write ${path}: ${reasonOf(error)}`, {
        data: { path, ...errno === void 0 ? {} : { errno } },
        cause: error,
        // A full or read-only disk is the same a second later.
        retryable: !["ENOSPC", "EDQUOT", "EROFS", "EACCES", "EPERM", "EEXIST"].includes(errno ?? "")
      });
    }
  }
  async function release() {
    if (state === "closed") return;
    state = "closed";
    await file.close();
  }
  function assertOpen() {
    if (state !== "open") throw new TypeError(`${path} is ${state}; nothing more can be written to it`);
  }
  return {
    position: () => position,
    async write(bytes) {
      assertOpen();
      state = "broken";
      await guarded(() => file.write(bytes));
      hash.update(bytes);
      position += bytes.length;
      state = "open";
    },
    async close() {
      assertOpen();
      state = "broken";
      await guarded(() => file.sync());
      await guarded(release);
      return { bytes: position, sha256: hash.digest("hex") };
    },
    async abandon() {
      await release().catch(() => {
      });
      await files.remove(path);
    }
  };
}

export {
  createOutputFile
};
