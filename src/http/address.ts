import { isIPv4, isIPv6 } from 'node:net';

/**
 * Addresses that no public download lives at. Sources: the IANA special-purpose registries for IPv4 and IPv6
 * (RFC 6890), plus 168.63.129.16, which is Azure's own machine-side service and lies in public space.
 */
const PRIVATE_V4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['168.63.129.16', 32],
];

/** Names by which clouds offer their metadata services, whatever address they have there. */
const METADATA_NAMES = new Set(['metadata', 'metadata.google.internal', 'metadata.goog', 'instance-data']);

function v4Number(ip: string): number {
  return ip.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

function isPrivateV4(address: number): boolean {
  return PRIVATE_V4.some(([network, bits]) => {
    const size = 2 ** (32 - bits);
    return Math.floor(address / size) === Math.floor(v4Number(network) / size);
  });
}

/** The eight groups of an IPv6 address; a dotted tail counts as two. */
function v6Groups(ip: string): number[] {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(ip);
  let text = ip;
  if (dotted) {
    const tail = v4Number(dotted[2] as string);
    text = `${dotted[1]}${Math.floor(tail / 65_536).toString(16)}:${(tail % 65_536).toString(16)}`;
  }
  const [before = '', after] = text.split('::');
  const parse = (part: string): number[] =>
    part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));
  const head = parse(before);
  if (after === undefined) return head;
  const tail = parse(after);
  return [...head, ...new Array<number>(Math.max(0, 8 - head.length - tail.length)).fill(0), ...tail];
}

function isPrivateV6(ip: string): boolean {
  const groups = v6Groups(ip);
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = groups;
  const embedded = g * 65_536 + h;
  if (a === 0 && b === 0 && c === 0 && d === 0) {
    // ::, ::1, IPv4-compatible and IPv4-mapped (::ffff:0:0/96), and its translated form ::ffff:0:a.b.c.d
    if (e === 0 && f === 0) return embedded <= 1 || isPrivateV4(embedded);
    if (e === 0 && f === 0xffff) return isPrivateV4(embedded);
    if (e === 0xffff && f === 0) return isPrivateV4(embedded);
  }
  // NAT64 (RFC 6052) and 6to4 (RFC 3056) carry an IPv4 address; NAT64's local prefix is private whatever it carries.
  if (a === 0x64 && b === 0xff9b) return c !== 0 || isPrivateV4(embedded);
  if (a === 0x2002) return isPrivateV4(b * 65_536 + c);
  if (a === 0x2001 && (b === 0 || b === 0xdb8)) return true;
  if (a === 0x100 && b === 0 && c === 0 && d === 0) return true;
  const isUniqueLocal = (a & 0xfe00) === 0xfc00;
  const isLinkOrSiteLocal = (a & 0xff80) === 0xfe80;
  return isUniqueLocal || isLinkOrSiteLocal || (a & 0xff00) === 0xff00;
}

/** Is this IP address private, loopback, link-local, reserved or a cloud's metadata service? Not an IP address: no. */
export function isPrivateAddress(ip: string): boolean {
  const bare = ip.replace(/%.*$/, '');
  if (isIPv4(bare)) return isPrivateV4(v4Number(bare));
  return isIPv6(bare) && isPrivateV6(bare.toLowerCase());
}

/**
 * Is this host of a URL private by itself, before any name is resolved? Takes what `URL.hostname` gives, where the
 * decimal, octal and hexadecimal spellings of IPv4 have become dotted ones; brackets and a final dot are allowed.
 */
export function isPrivateHost(host: string): boolean {
  const name = host
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '');
  if (isPrivateAddress(name)) return true;
  return name === 'localhost' || name.endsWith('.localhost') || METADATA_NAMES.has(name);
}
