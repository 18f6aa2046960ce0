"""One conversion with pandas: python pandas_peer.py job.json"""

import json
import sys

import pandas as pd

TYPES = {"int64": "Int64", "float64": "float64", "string": "string"}

job = json.load(open(sys.argv[1]))
frame = pd.read_csv(
    job["input"],
    dtype={column["name"]: TYPES[column["type"]] for column in job["columns"] if column["type"] != "datetime"},
    parse_dates=[column["name"] for column in job["columns"] if column["type"] == "datetime"],
    date_format="%Y-%m-%d %H:%M:%S",
    keep_default_na=False,
    na_values=[""],
)
frame.to_parquet(job["output"], compression=job["codec"], index=False)
