import { ConfigurationError } from '../base/errors.ts';
import { safeText } from '../base/safe-text.ts';

/** Files that start with this are ours for the moment (being written, locks) and never part of the lake's content. */
export const OWN_FILE = '.lakeferry-';

/** Longest file name that the usual file systems take, in bytes. */
const LONGEST_SEGMENT = 255;

/** Windows opens a device for these, whatever the folder or ending (learn.microsoft.com: Naming Files, Paths, and Namespaces). */
const DEVICE = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i;

/** What is wrong with one part of an object's name, or `undefined`. */
function faultOf(segment: string): string | undefined {
  if (segment === '') return 'an empty part (it starts or ends with "/", or has "//")';
  if (segment === '.' || segment === '..') return `the part "${segment}"`;
  if (/[\u0000-\u001f\u007f-\u009f]/.test(segment)) return 'a control character';
  if (segment.includes('\\')) return 'a backslash';
  if (/^[A-Za-z]:/.test(segment)) return 'a drive letter';
  if (!segment.isWellFormed()) return 'half a character (a lone surrogate)';
  if (segment.startsWith(OWN_FILE)) return `a part that starts with "${OWN_FILE}", which is reserved`;
  if (DEVICE.test(segment)) return `the device name "${segment}"`;
  if (Buffer.byteLength(segment) > LONGEST_SEGMENT) return `a part longer than ${LONGEST_SEGMENT} bytes`;
  return undefined;
}

/** Whether an object of a lake may have this name. */
export function isObjectName(name: string): boolean {
  return name.split('/').every((segment) => faultOf(segment) === undefined);
}

/**
 * The parts of an object's name. Nothing that passes leads outside the lake or means another file on another system;
 * everything else is `ConfigurationError` LAKE_NAME.
 */
export function segmentsOf(name: string): string[] {
  const segments = name.split('/');
  for (const segment of segments) {
    const fault = faultOf(segment);
    if (fault === undefined) continue;
    throw new ConfigurationError(
      'LAKE_NAME',
      `"${safeText(name, 300)}" cannot name an object of a lake: it has ${fault}; ` +
        'use plain parts joined by "/", like yellow_taxi/year=2021/month=01/part-0.parquet',
      { name },
    );
  }
  return segments;
}

/** A prefix for listings: its last part may be empty or cut anywhere, the ones before it are checked as names are. */
export function prefixOf(prefix: string): { folder: string[]; rest: string } {
  const cut = prefix.lastIndexOf('/');
  const rest = prefix.slice(cut + 1);
  const folder = cut < 0 ? [] : segmentsOf(prefix.slice(0, cut));
  if (rest !== '' && rest !== '.') segmentsOf(rest);
  return { folder, rest };
}
