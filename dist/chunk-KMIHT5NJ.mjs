import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  quarantineName
} from "./chunk-XSRHLEL5.mjs";
import {
  foldEntries
} from "./chunk-DOUEL7U2.mjs";
import {
  sha256OfFile
} from "./chunk-VHV2WM36.mjs";
import {
  ConflictError,
  ContractError,
  LakeferryError,
  OutageError,
  reasonOf
} from "./chunk-TOUVOPKP.mjs";

// src/flow/failure.ts
function describeFailure(error, task, signal) {
  const known = error instanceof LakeferryError ? error : void 0;
  const errno = error?.code;
  if (known === void 0 && signal.aborted) {
    const message = reasonOf(signal.reason);
    return { reason: "cancelled", task, code: "CANCELLED", message, exitCode: 1, absent: false };
  }
  return {
    reason: reasonFor(error),
    task,
    code: known?.code ?? errno ?? "BUG",
    message: reasonOf(error),
    exitCode: known?.exitCode ?? 1,
    ...known instanceof OutageError && known.tries !== void 0 ? { tries: known.tries } : {},
    absent: known?.code === "SOURCE_MISSING" || known?.code === "FETCH_STATUS" && [404, 410].includes(Number(known.data["status"])),
    ...known === void 0 && errno === void 0 ? { bug: error } : {}
  };
}
function reasonFor(error) {
  if (error instanceof OutageError && error.code === "DEADLINE") return "timeout";
  if (error instanceof ContractError && /^(SCHEMA|WAREHOUSE_SCHEMA)/.test(error.code)) return "schema";
  return "error";
}
async function recordFailure(context, partition, failure, error) {
  await keepRejected(context, partition, error);
  if (error instanceof ConflictError || failure.reason === "cancelled") return;
  const { reason, task, code, message, exitCode } = failure;
  const contract = exitCode === 3 ? { contract: true } : {};
  const { ledger, heads, log, run } = context;
  try {
    const entries = await ledger.entries(partition);
    const known = heads.get(partition)?.number ?? 0;
    if (entries.slice(known).some((entry2) => entry2.run.run !== run.run)) {
      log.warn(`${partition}: another run wrote its log meanwhile, so this failure is not recorded`);
      return;
    }
    const head = entries.length === 0 ? void 0 : foldEntries(entries);
    const entry = { kind: "failed", reason, task, code, message, ...contract };
    heads.set(partition, (await ledger.append(partition, head, entry)).head);
  } catch (second) {
    log.warn(`${partition}: the failure could not be recorded in the ledger: ${reasonOf(second)}`);
  }
}
async function keepRejected(context, partition, error) {
  if (!(error instanceof ContractError) || typeof error.data["quarantine"] !== "string") return;
  const file = error.data["quarantine"];
  try {
    const { sha256, bytes } = await sha256OfFile(context.files, file);
    const name = quarantineName(context.pipeline.name, partition, sha256);
    if (await context.store.get(name) === void 0) await context.store.create(name, { file, bytes, sha256 });
    context.log.warn(`${partition}: the rejected rows are in ${context.store.url}/${name}`);
  } catch (second) {
    context.log.warn(`${partition}: the rejected rows could not be kept: ${reasonOf(second)}`);
  }
}

export {
  describeFailure,
  recordFailure
};
