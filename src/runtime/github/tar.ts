/**
 * Relative to the workspace: where members of an archive go that have no business in it. It is removed whole, so no dataset
 * may have its results there: none has a name that begins so.
 */
export const STRAY_FOLDER = '.lakeferry/_stray';

/**
 * The package unpacks with `tar -P`, which lets an archive write anywhere, before anybody can look at what came. GNU tar
 * reads these words before its own: members that climb are left out, what is not named `.lakeferry/cache/…` lands in the
 * stray folder, and whatever link an archive makes leads to a name that is not there, so that no later member is written
 * through it. https://www.gnu.org/software/tar/manual/html_section/exclude.html and …/transform.html
 */
const RESTRAINTS = [
  '--anchored',
  '--exclude=..',
  '--exclude=../*',
  '--no-anchored',
  '--exclude=*/../*',
  '--exclude=*/..',
  `--transform=s,^,${STRAY_FOLDER}/,rSH`,
  // Backslashes are read twice: where the words are split, and in the expression.
  `--transform=s,^${STRAY_FOLDER}/\\\\(\\\\.lakeferry/cache/\\\\),\\\\1,rSH`,
  '--transform=s,.*,nowhere,R',
  // Our own files may have two names; what is packed has to hold none of the links that are refused above.
  '--hard-dereference',
].join(' ');

/** Holds for every tar that this process starts from now on. A tar that is not GNU's does not read it. */
export function restrainTar(): void {
  const given = process.env['TAR_OPTIONS'] ?? '';
  if (!given.endsWith(RESTRAINTS)) process.env['TAR_OPTIONS'] = `${given} ${RESTRAINTS}`.trim();
}
