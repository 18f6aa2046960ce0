import { LakeferryError } from '../../base/errors.ts';
import type { Head, ObjectFacts, Publication } from '../../ledger/entry.ts';
import { hashObject, type LakeObject } from '../../publish/content.ts';
import { inspectObject } from '../../publish/inspect.ts';
import type { FlowContext } from '../context.ts';
import { again, type Disagreement, removal } from './finding.ts';

/** A partition's object and its rejected rows beside what the ledger says of them. `deep`: every byte is read. */
export async function verifyObject(context: FlowContext, head: Head, deep: boolean): Promise<Disagreement[]> {
  const { partition, published, open, failed, held } = head;
  const redo = again(context, partition);
  // One whose own run said that it failed is no publication under way.
  if (open !== undefined && (failed === undefined || failed.number < open.number)) {
    const what = `entry ${open.number} began a publication that no later entry ends`;
    return [{ code: 'publication-open', partition, what, heal: redo }];
  }
  if (published === undefined || held?.drops === true) return [];
  const { publication } = published;
  const found = [await lookAt(context, partition, publication, deep), await lookAtRejects(context, head, deep)];
  return found.filter((each) => each !== undefined);
}

async function lookAt(
  context: FlowContext,
  partition: string,
  publication: Publication,
  deep: boolean,
): Promise<Disagreement | undefined> {
  const { store, files } = context;
  const { name, sha256 } = publication.object;
  const redo = again(context, partition);
  try {
    const seen = await inspectObject({ store, name, publication, files });
    if (seen.kind === 'absent') return { code: 'object-missing', partition, what: `${name} is not there`, heal: redo };
    const found = seen.kind === 'same' && deep ? await hashOf(context, name) : undefined;
    if (seen.kind === 'altered' || (found !== undefined && found !== sha256)) {
      const now = seen.kind === 'altered' ? seen.sha256 : (found ?? '');
      const what = `${name} was altered: sha256 ${short(sha256)} → ${short(now)}`;
      // With its generation unchanged a run takes it for the one that was published.
      return seen.kind === 'altered'
        ? { code: 'object-altered', partition, what, heal: redo }
        : { code: 'object-damaged', partition, what, heal: [removal(context, name), ...redo] };
    }
    return undefined;
  } catch (error) {
    return { code: 'object-damaged', partition, what: unreadable(error), heal: [removal(context, name), ...redo] };
  }
}

async function lookAtRejects(context: FlowContext, head: Head, deep: boolean): Promise<Disagreement | undefined> {
  const { partition } = head;
  const facts = head.published?.publication.quarantine;
  if (facts === undefined) return undefined;
  const heal = [`lakeferry drop ${partition} --why "its rejected rows are gone"`, ...again(context, partition)];
  if (head.held === undefined) heal.splice(1, 0, `lakeferry release ${partition}`);
  try {
    const found = await context.store.get(facts.name);
    if (found === undefined) {
      return { code: 'quarantine-missing', partition, what: `${facts.name} is not there: rejected rows`, heal };
    }
    if (await isSame(context, found, facts, deep)) return undefined;
    return { code: 'quarantine-damaged', partition, what: `${facts.name} was altered`, heal };
  } catch (error) {
    return { code: 'quarantine-damaged', partition, what: unreadable(error), heal };
  }
}

async function isSame({ files }: FlowContext, found: LakeObject, facts: ObjectFacts, deep: boolean): Promise<boolean> {
  if (!deep && found.generation === facts.generation) return true;
  return (await hashObject(found, files)) === facts.sha256;
}

/** Undefined where it has just gone. */
export async function hashOf({ store, files }: FlowContext, name: string): Promise<string | undefined> {
  const found = await store.get(name);
  return found && hashObject(found, files);
}

/** Its bytes are not what the lake itself says of them; everything else, a bug included, goes on. */
export function unreadable(error: unknown): string {
  if (error instanceof LakeferryError && error.code === 'LAKE_DAMAGED') return error.message;
  throw error;
}

function short(digest: string): string {
  return digest.slice(0, 12);
}
