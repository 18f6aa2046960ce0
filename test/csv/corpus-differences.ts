const MIXED =
  'RFC 4180 §2.1 ends lines by CR LF; any mixture of LF, CR LF and CR ends a line here (C3), DuckDB refuses it or loses rows';

/**
 * Files that another reader reads otherwise under the same declared dialect, each with the rule of RFC 4180, or the row of
 * docs/faults.md or option of the pipeline file, that ours follows. A row that is no longer true fails.
 */
export const DIFFERENCES: Readonly<Record<string, string>> = {
  'duckdb-csv/14512_og.csv': MIXED,
  'duckdb-csv/auto/multi_column_string_mix.csv': MIXED,
  'duckdb-csv/auto/multi_column_string_mix_r_n.csv': MIXED,
  'duckdb-csv/bug_12596.csv':
    'RFC 4180 §2.4: each line has the same number of fields; csv.extra_empty_columns: error (C6), DuckDB drops an empty one',
  'duckdb-csv/encodings/all_utf16.csv':
    'U+FEFF is a byte order mark at the start of a file only (E1), elsewhere a character of the text; DuckDB drops it',
  'duckdb-csv/fuzzing/2.csv': MIXED,
  'duckdb-csv/mixed_new_line.csv': MIXED,
  'duckdb-csv/mixed_new_line_2.csv': MIXED,
  'duckdb-csv/one_r_n_two.csv': MIXED,
  'duckdb-csv/repromarket.csv': MIXED,
  'duckdb-csv/test/mixed_line_endings.csv': MIXED,
  'taxi-yellow-10k-monthly/yellow_tripdata_sample_2019-01.csv.gz': MIXED,
  'taxi-yellow-10k-monthly/yellow_tripdata_sample_2019-02.csv.gz': MIXED,
};
