import { readPipeline, type Session } from '../session/session.ts';

/** Says that the pipeline file is right, or every problem at once (that is `readPipeline`'s error). */
export async function validateCommand(session: Session): Promise<number> {
  const pipeline = await readPipeline(session);
  session.inputs.check();
  session.answer({ valid: true, dataset: pipeline.name });
  session.log.info(
    `${pipeline.file}: valid: ${pipeline.name}, ${pipeline.columns.length} columns, partitions by ${pipeline.partitions.by}`,
  );
  return 0;
}
