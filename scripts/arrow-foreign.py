"""Reads an Arrow stream of this project with pyarrow, which shares no code with it, and writes streams for it to read.

    node test/arrow/write-expected.ts FOLDER
    python3 scripts/arrow-foreign.py FOLDER
    node test/arrow/read-foreign.ts FOLDER

Compares every type and value of `ours.arrows` with `expected.json`, then writes it anew in every way that another tool
may choose, good and bad, and `manifest.json`: file name -> `same` (the same row groups), `values` (the same values in
others) or the code of the error that is expected. Prints `N checked` (values); exits 1 when anything differs.
"""

import decimal
import importlib
import json
import os
import sys

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.ipc as ipc

# How a value reads as text, and when it is the expected one: the same as for Parquet. Nothing is left in this folder.
sys.dont_write_bytecode = True
parquet_check = importlib.import_module("pyarrow-check")
same, text_of = parquet_check.same, parquet_check.text_of


def differences(table, columns):
    """Yields a sentence for each difference and a number for each column's values."""
    table.validate(full=True)
    if table.column_names != [column["name"] for column in columns]:
        yield f"columns {table.column_names}"
        return
    for column in columns:
        name = column["name"]
        field = table.schema.field(name)
        if str(field.type) != column["type"] or field.nullable != column["nullable"]:
            yield f"{name} is {field}, expected {column['type']}, nullable {column['nullable']}"
        if field.metadata[b"description"].decode() != f"what {name} is about":
            yield f"{name} is described as {field.metadata}"
        for chunk in table.column(name).chunks:
            if pa.types.is_dictionary(chunk.type) and len(set(chunk.dictionary.to_pylist())) != len(chunk.dictionary):
                yield f"{name}: a dictionary that repeats values"
        values = table.column(name).to_pylist()
        if len(values) != len(column["values"]):
            yield f"{name} has {len(values)} rows, expected {len(column['values'])}"
            continue
        for row, (value, expected) in enumerate(zip(values, column["values"])):
            if not same(value, expected):
                yield f"{name} row {row} is {text_of(value)!r}, expected {expected!r}"
        yield len(values)


def retyped(batch, change):
    """The batch with each column as `change(array)` returns it."""
    arrays = [change(array) for array in batch.columns]
    fields = [pa.field(field.name, array.type, field.nullable) for field, array in zip(batch.schema, arrays)]
    return pa.record_batch(arrays, schema=pa.schema(fields))


def decoded(array):
    return array.dictionary_decode() if pa.types.is_dictionary(array.type) else array


def kind(test, change):
    """Changes the decoded arrays whose type passes the test."""
    return lambda array: change(decoded(array)) if test(decoded(array).type) else decoded(array)


def indices(index_type):
    """Dictionaries with other indices, in the opposite order, with one value twice of which one is not used."""

    def change(array):
        array = decoded(array)
        values = array.unique().drop_null()
        if len(values) == 0:
            return pa.DictionaryArray.from_arrays(pa.nulls(len(array), index_type), values)
        values = pa.concat_arrays([values.slice(k, 1) for k in reversed(range(len(values)))] + [values.slice(0, 1)])
        place = {}
        for k, value in enumerate(values.to_pylist()):
            place[text_of(value)] = k
        found = pa.array([None if v is None else place[text_of(v)] for v in array.to_pylist()], index_type)
        return pa.DictionaryArray.from_arrays(found, values)

    return change


def null_in_dictionary(array):
    return array.dictionary_encode(null_encoding="encode")


def cast_times(batches, unit):
    """Times in another unit, in each column whose every value survives that: nanoseconds end in 1677 and 2262."""

    def survives(array):
        try:
            return array.cast(pa.timestamp(unit, array.type.tz)).cast(array.type).equals(array)
        except pa.ArrowInvalid:
            return False

    times = [field.name for field in batches[0].schema if pa.types.is_timestamp(field.type)]
    chosen = {name for name in times if all(survives(batch.column(name)) for batch in batches)}
    assert chosen, f"no column can be cast to {unit}"
    for batch in batches:
        for name in chosen:
            at = batch.schema.get_field_index(name)
            field = batch.schema.field(at)
            cast = batch.column(at).cast(pa.timestamp(unit, field.type.tz))
            batch = batch.set_column(at, pa.field(name, cast.type, field.nullable), cast)
        yield batch


def growing(table):
    """Batches of three rows whose dictionaries begin with the values of the one before."""
    batches = table.combine_chunks().to_batches(max_chunksize=3)
    texts = [name for name in table.column_names if pa.types.is_string(table.column(name).type)]
    for k, batch in enumerate(batches):
        for name in texts:
            at = batch.schema.get_field_index(name)
            so_far = pa.chunked_array([each.column(name) for each in batches[: k + 1]])
            values = so_far.combine_chunks().unique().drop_null()
            found = pc.index_in(batch.column(at), value_set=values)
            encoded = pa.DictionaryArray.from_arrays(found, values)
            field = batch.schema.field(at)
            batch = batch.set_column(at, pa.field(name, encoded.type, field.nullable), encoded)
        yield batch


def statistics(path):
    reader = ipc.open_stream(pa.memory_map(path))
    reader.read_all()
    return reader.stats


def write(path, batches, options=None, new=ipc.new_stream):
    batches = list(batches)
    with pa.OSFile(path, "wb") as file, new(file, batches[0].schema, options=options) as writer:
        for batch in batches:
            writer.write_batch(batch)


def good(batches):
    """Name -> the batches as another tool may write them."""

    def changed(test, change):
        return [retyped(batch, kind(test, change)) for batch in batches]

    is_string = pa.types.is_string
    is_zoned = lambda type: pa.types.is_timestamp(type) and type.tz
    yield "copied", batches
    yield "decoded", [retyped(batch, decoded) for batch in batches]
    yield "large-string", changed(is_string, lambda array: array.cast(pa.large_string()))
    yield "string-view", changed(is_string, lambda array: array.cast(pa.string_view()))
    for signed in ("int8", "int16", "int32", "int64"):
        for name in (signed, f"u{signed}"):
            is_repeated = lambda type: is_string(type) or pa.types.is_int64(type)
            yield f"indices-{name}", changed(is_repeated, indices(getattr(pa, name)()))
    yield "null-in-dictionary", changed(is_string, null_in_dictionary)
    for unit in ("s", "ms", "us", "ns"):
        yield f"times-{unit}", list(cast_times(batches, unit))
    yield "times-vienna", changed(is_zoned, lambda array: array.cast(pa.timestamp(array.type.unit, "Europe/Vienna")))
    yield "date64", changed(pa.types.is_date32, lambda array: array.cast(pa.date64()))
    yield "decimal256", changed(pa.types.is_decimal, lambda array: array.cast(pa.decimal256(50, array.type.scale + 3)))
    yield "reordered", [batch.select(list(reversed(batch.schema.names))) for batch in batches]


def bad(batches):
    """Name -> batches that must be refused, and the code."""

    def changed(test, change):
        return [retyped(batch, kind(test, change)) for batch in batches]

    huge = decimal.Decimal(10) ** 37
    is_time = pa.types.is_timestamp
    yield "missing", [batch.select(batch.schema.names[1:]) for batch in batches], "ARROW_SCHEMA"
    extra = [batch.append_column("extra", pa.nulls(len(batch), pa.int8())) for batch in batches]
    yield "extra", extra, "ARROW_SCHEMA"
    yield "as-text", changed(pa.types.is_int64, lambda array: array.cast(pa.string())), "ARROW_SCHEMA"
    yield "no-zone", changed(is_time, lambda array: array.cast(pa.timestamp(array.type.unit))), "ARROW_SCHEMA"
    yield "nulls", [retyped(batch, lambda array: pa.nulls(len(array), array.type)) for batch in batches], "ARROW_VALUE"
    too_wide = changed(pa.types.is_decimal, lambda array: pa.array([huge] * len(array), pa.decimal128(38, 0)))
    yield "precision", too_wide, "ARROW_VALUE"


def main(arguments):
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    folder = arguments[0]
    path = os.path.join(folder, "ours.arrows")
    with open(os.path.join(folder, "expected.json"), encoding="utf-8") as file:
        columns = json.load(file)
    checked = 0
    wrong = 0
    for outcome in differences(ipc.open_stream(pa.memory_map(path)).read_all(), columns):
        if isinstance(outcome, int):
            checked += outcome
        else:
            wrong += 1
            print(f"{path}: {outcome}", file=sys.stderr)

    batches = list(ipc.open_stream(pa.memory_map(path)))
    manifest = {"ours.arrows": "same"}

    def target(name, outcome):
        manifest[f"{name}.arrows"] = outcome
        return os.path.join(folder, f"{name}.arrows")

    for name, changed in good(batches):
        write(target(name, "same"), changed)
    table = pa.Table.from_batches([retyped(batch, decoded) for batch in batches])
    write(target("one-batch", "values"), table.combine_chunks().to_batches())
    write(target("small-batches", "values"), table.combine_chunks().to_batches(max_chunksize=7))
    unified = pa.Table.from_batches(batches).unify_dictionaries()
    write(target("one-dictionary", "same"), unified.to_batches())
    write(target("deltas", "values"), growing(table), ipc.IpcWriteOptions(emit_dictionary_deltas=True))
    assert statistics(os.path.join(folder, "deltas.arrows")).num_dictionary_deltas > 0

    for name, changed, code in bad(batches):
        write(target(name, code), changed)
    write(target("file-format", "ARROW_FORMAT"), [retyped(batch, decoded) for batch in batches], new=ipc.new_file)
    write(target("compressed", "ARROW_FORMAT"), batches, ipc.IpcWriteOptions(compression="zstd"))
    with open(path, "rb") as file:
        whole = file.read()
    for name, end in (("cut", len(whole) // 2), ("unfinished", -8)):
        with open(target(name, "ARROW_DAMAGED"), "wb") as file:
            file.write(whole[:end])
    with open(os.path.join(folder, "manifest.json"), "w", encoding="utf-8") as file:
        json.dump(manifest, file, indent=1)
    print(f"{checked} checked")
    return 1 if wrong or checked == 0 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
