/** What a table has to hold of these months, a sorted line each row: twice the same row would be twice the same line. */
export function tableLines(...months: readonly [month: string, text: string][]): string[] {
  return months
    .flatMap(([month, text]) =>
      text
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => `${month}-01|${line.replace(',', '|')}`),
    )
    .sort();
}
