/** What a warehouse itself remembers of its loads; one table a schema. */
export const RECEIPTS_TABLE = '_lakeferry_receipts';

/** A name as SQL writes it, whatever is in it. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text literal, for the few statements (COMMENT ON) that take no parameters. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
