"""One conversion with pyarrow: python pyarrow_peer.py job.json"""

import json
import sys

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

TYPES = {"int64": pa.int64(), "float64": pa.float64(), "string": pa.string(), "datetime": pa.timestamp("ms")}

pa.set_cpu_count(2)
job = json.load(open(sys.argv[1]))
convert = pyarrow.csv.ConvertOptions(
    column_types={column["name"]: TYPES[column["type"]] for column in job["columns"]},
    timestamp_parsers=["%Y-%m-%d %H:%M:%S"],
    null_values=[""],
    strings_can_be_null=True,
    quoted_strings_can_be_null=False,
)
read = pyarrow.csv.ReadOptions(block_size=16 << 20)
with pa.input_stream(job["input"], compression="gzip") as stream:
    with pyarrow.csv.open_csv(stream, read_options=read, convert_options=convert) as batches:
        with pyarrow.parquet.ParquetWriter(job["output"], batches.schema, compression=job["codec"]) as writer:
            for batch in batches:
                writer.write_batch(batch)
