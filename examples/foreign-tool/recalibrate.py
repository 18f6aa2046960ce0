"""Takes a degree and a half off the temperatures of one weather station, between `clean` and `write-parquet`.

    python3 recalibrate.py weather.arrows recalibrated.arrows

Needs pyarrow. Memory: one record batch, as in lakeferry itself.
"""

import decimal
import sys

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.ipc as ipc

STATION = "GRZ"
TOO_WARM = decimal.Decimal("1.5")


def values_of(array):
    """The values themselves: texts, whole numbers, decimals and dates come as dictionaries, one for each record batch."""
    return array.dictionary_decode() if pa.types.is_dictionary(array.type) else array


def recalibrated(batch, schema):
    temperature = values_of(batch.column("temperature"))
    # Decimals stay decimals, with the scale that the column has: a double would be refused.
    corrected = pc.subtract(temperature, pa.scalar(TOO_WARM, temperature.type)).cast(temperature.type)
    mine = pc.equal(values_of(batch.column("station")), STATION)
    columns = dict(zip(batch.schema.names, batch.columns))
    columns["temperature"] = pc.if_else(mine, corrected, temperature)
    return pa.record_batch(list(columns.values()), schema=schema)


def main(source, target):
    with pa.OSFile(source, "rb") as file, pa.OSFile(target, "wb") as out:
        stream = ipc.open_stream(file)
        at = stream.schema.get_field_index("temperature")
        field = stream.schema.field(at)
        # The column keeps its name and its place; plain values are as good as a dictionary of them.
        schema = stream.schema.set(at, field.with_type(field.type.value_type))
        # `new_stream`, not `new_file`; closing it writes the mark without which the stream counts as cut short.
        with ipc.new_stream(out, schema) as writer:
            for batch in stream:
                writer.write_batch(recalibrated(batch, schema))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
