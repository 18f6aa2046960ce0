"""Reads Parquet files with pyarrow, which shares no code with this project, and compares every value.

    node test/parquet/write-expected.ts FOLDER
    python3 scripts/pyarrow-check.py FOLDER/expected.json FOLDER/*.parquet

The JSON maps a file's name to its columns: [{"name", "type", "values"}], `type` as pyarrow calls it, each value as the
text of its column's own form or null. Prints `N checked` (values); exits 1 when anything differs, 2 when misused.
"""

import datetime
import decimal
import json
import math
import os
import sys

import pyarrow.parquet as parquet


def text_of(value):
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, decimal.Decimal):
        return format(value, "f")
    if isinstance(value, datetime.datetime):
        text = value.replace(tzinfo=None).isoformat()
        text = text.rstrip("0") if "." in text else text
        return text + ("Z" if value.tzinfo else "")
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value)


def same(found, expected):
    if isinstance(found, float) and expected is not None:
        wanted = float(expected)
        return found == wanted and math.copysign(1, found) == math.copysign(1, wanted)
    return text_of(found) == expected


def check(path, columns):
    """Yields a sentence for each difference and a number for each column's values."""
    table = parquet.ParquetFile(path, page_checksum_verification=True).read()
    if table.column_names != [column["name"] for column in columns]:
        yield f"{path}: columns {table.column_names}"
        return
    for column in columns:
        found = table.column(column["name"])
        if str(found.type) != column["type"]:
            yield f"{path}: {column['name']} is {found.type}, expected {column['type']}"
        values = found.to_pylist()
        if len(values) != len(column["values"]):
            yield f"{path}: {column['name']} has {len(values)} rows, expected {len(column['values'])}"
            continue
        for row, (value, expected) in enumerate(zip(values, column["values"])):
            if not same(value, expected):
                yield f"{path}: {column['name']} row {row} is {text_of(value)!r}, expected {expected!r}"
        yield len(values)


def main(arguments):
    if len(arguments) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    with open(arguments[0], encoding="utf-8") as file:
        expected = json.load(file)
    checked = 0
    differences = 0
    for path in arguments[1:]:
        columns = expected.get(os.path.basename(path))
        outcomes = [f"{path}: not in {arguments[0]}"] if columns is None else check(path, columns)
        for outcome in outcomes:
            if isinstance(outcome, int):
                checked += outcome
            else:
                differences += 1
                print(outcome, file=sys.stderr)
    print(f"{checked} checked")
    return 1 if differences or checked == 0 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
