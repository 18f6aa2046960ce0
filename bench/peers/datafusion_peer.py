"""One conversion with DataFusion: python datafusion_peer.py job.json"""

import json
import sys

import pyarrow as pa
from datafusion import SessionConfig, SessionContext

TYPES = {"int64": pa.int64(), "float64": pa.float64(), "string": pa.string(), "datetime": pa.timestamp("ms")}
CODECS = {"zstd": ("zstd", 3), "gzip": ("gzip", 6)}

job = json.load(open(sys.argv[1]))
context = SessionContext(SessionConfig().with_target_partitions(2))
context.register_csv(
    "month",
    job["input"],
    schema=pa.schema([(column["name"], TYPES[column["type"]]) for column in job["columns"]]),
    file_extension=".csv.gz",
    file_compression_type="gzip",
)
compression, level = CODECS[job["codec"]]
context.table("month").write_parquet(job["output"], compression=compression, compression_level=level)
