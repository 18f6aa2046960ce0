import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  PipelineProblems,
  formatProblems
} from "./chunk-QHH4TWAK.mjs";
import {
  LakeferryError
} from "./chunk-TOUVOPKP.mjs";
import {
  safeText
} from "./chunk-3UZALZAA.mjs";

// src/session/tell-error.ts
function tellError(session, error) {
  const { log, host } = session;
  if (error instanceof PipelineProblems) {
    const count = error.problems.length === 1 ? "1 problem" : `${error.problems.length} problems`;
    const [first] = error.problems;
    if (session.platform.annotates) {
      for (const { message, hint, file, line, column } of error.problems) {
        log.error(hint === void 0 ? message : `${message}; ${hint}`, { file, line, column });
      }
      log.info(count);
      return error.exitCode;
    }
    for (const line of formatProblems(error.problems, error.text).split("\n")) host.stderr.write(`${safeText(line)}
`);
    log.error(count, first && { file: first.file, line: first.line, column: first.column });
    return error.exitCode;
  }
  if (error instanceof LakeferryError) {
    const place = session.placeOf?.(error);
    for (const line of error.message.split("\n")) log.error(line, place);
    if (error.cause instanceof Error) {
      for (const line of `caused by: ${error.cause.stack ?? error.cause.message}`.split("\n")) log.debug(line);
    }
    return error.exitCode;
  }
  if (session.host.signal.aborted) {
    log.error("cancelled");
    return 1;
  }
  const stack = error instanceof Error ? error.stack ?? error.message : String(error);
  const lines = stack.split("\n");
  log.error(`this is a bug in Lakeferry: ${lines[0]}`);
  log.group("please report it with these lines:", lines);
  return 1;
}

export {
  tellError
};
