import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);

// src/parquet/thrift-type.ts
var THRIFT = {
  true: 1,
  false: 2,
  i8: 3,
  i16: 4,
  i32: 5,
  i64: 6,
  double: 7,
  binary: 8,
  list: 9,
  set: 10,
  struct: 12
};

export {
  THRIFT
};
