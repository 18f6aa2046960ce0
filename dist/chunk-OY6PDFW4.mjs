import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  ConfigurationError
} from "./chunk-TOUVOPKP.mjs";

// src/session/places.ts
function checkPlaces(pipeline, host, { ephemeral, severalJobs }) {
  const problems = [];
  const isHosted = host.env["RUNNER_ENVIRONMENT"] === "github-hosted";
  for (const place of ["lake", "warehouse"]) {
    const url = pipeline[place];
    if (url === void 0 || !isLocal(url)) continue;
    const where = place === "lake" ? "a folder" : "a file";
    if (severalJobs && pipeline.relative.includes(place)) {
      problems.push(
        `${place}: a relative path is ${where} of its own in each job, and the jobs of a matrix would not find each other's; name an absolute path that all runners share, or a place in the cloud`
      );
    } else if (isHosted && !ephemeral) {
      problems.push(
        `${place}: ${where} on a hosted runner is thrown away with it; name a place in the cloud, or pass ephemeral: true for a trial`
      );
    }
  }
  if (problems.length > 0) throw new ConfigurationError("PLACES", problems.join("\n"), { problems });
}
function isLocal(url) {
  return /^duckdb:/i.test(url) || /^file:/i.test(url) || !/^[a-z][a-z0-9+.-]+:/i.test(url);
}

export {
  checkPlaces,
  isLocal
};
