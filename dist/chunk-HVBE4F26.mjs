import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  ConfigurationError
} from "./chunk-TOUVOPKP.mjs";

// src/flow/hold.ts
async function holdPartition(context, partition, hold) {
  const head = context.heads.get(partition);
  const { held } = head ?? {};
  const isHeld = held?.why === hold.why && held.restores === hold.restores && (held.drops ?? false) === (hold.drops ?? false);
  if (head !== void 0 && isHeld) return head;
  const appended = await context.ledger.append(partition, head, { kind: "held", ...hold });
  context.heads.set(partition, appended.head);
  return appended.head;
}
async function releasePartition(context, partition, { who, why }) {
  const head = context.heads.get(partition);
  if (head?.held === void 0) {
    throw new ConfigurationError("NOT_HELD", `${partition} is not held, so there is nothing to release`, { partition });
  }
  const appended = await context.ledger.append(partition, head, { kind: "released", who, why });
  context.heads.set(partition, appended.head);
  return appended.head;
}

// src/session/who-says.ts
import { userInfo } from "node:os";
function whoSays({ env }) {
  return env["GITHUB_ACTOR"]?.trim() || userInfo().username;
}

export {
  holdPartition,
  releasePartition,
  whoSays
};
