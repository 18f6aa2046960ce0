import { ConfigurationError } from './errors.ts';

const UNITS: Record<string, number> = {
  B: 1,
  kB: 1e3,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
  TiB: 2 ** 40,
};

/** `500MB`, `1GB`, `16MiB` → bytes. */
export function parseByteSize(text: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*([A-Za-z]+)$/.exec(text.trim());
  const unit = match?.[2] === undefined ? undefined : UNITS[match[2]];
  if (match === null || unit === undefined) {
    throw new ConfigurationError(
      'BYTE_SIZE',
      `"${text}" is not a size; write a number with B, kB, MB, GB, KiB, MiB or GiB, like 500MB`,
      { text },
    );
  }
  return Math.round(Number(match[1]) * unit);
}

/** For people, in powers of ten as disks and networks are sold: `28.1 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  for (const unit of ['kB', 'MB', 'GB'] as const) {
    const amount = bytes / (UNITS[unit] as number);
    if (amount < 999.95) return `${amount.toFixed(amount < 99.95 ? 1 : 0)} ${unit}`;
  }
  return `${(bytes / 1e12).toFixed(1)} TB`;
}

/** `1369765` → `1,369,765`, whatever the locale of the machine. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}
