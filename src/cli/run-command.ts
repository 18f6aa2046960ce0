import { readPlanWords } from '../session/plan-words.ts';
import { planAndRun } from '../session/run.ts';
import { readRunWords } from '../session/run-words.ts';
import { closeContext, openContext, readPipeline, type Session } from '../session/session.ts';
import { type PartitionResult, withoutBug } from '../tasks/result.ts';

export async function runCommand(session: Session): Promise<number> {
  const words = readRunWords(session);
  const pipeline = await readPipeline(session);
  const planned = readPlanWords(session, pipeline);
  session.inputs.check();
  const context = await openContext(session, pipeline, words);
  try {
    const { results, left, code } = await planAndRun(session, context, planned, words);
    session.answer({ dataset: pipeline.name, results: results.map(toJson), left });
    return code;
  } finally {
    await closeContext(context);
  }
}

function toJson(result: PartitionResult) {
  const { conversion, failure, ...rest } = result;
  return {
    ...rest,
    ...(conversion === undefined
      ? {}
      : {
          rowsRead: conversion.rowsRead,
          rows: conversion.rows,
          rejected: conversion.rejected,
          rejectedBy: conversion.rejectedBy,
        }),
    ...(failure === undefined ? {} : { failure: withoutBug(failure) }),
  };
}
