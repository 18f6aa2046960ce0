import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);

// src/base/exit-code.ts
function exitCodeFor(failures) {
  const codes = new Set(failures);
  if (codes.size === 0) return 0;
  return codes.size === 1 ? [...codes][0] : 1;
}

export {
  exitCodeFor
};
