import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  MAX_ORIGINAL_TEXT
} from "./chunk-TF4KEOCB.mjs";
import {
  MAX_DICTIONARY
} from "./chunk-OYAQC4UU.mjs";
import {
  copyBytes,
  theMachine
} from "./chunk-QDS5XJU5.mjs";
import {
  formatBytes,
  formatCount
} from "./chunk-UEZ476QA.mjs";
import {
  ContractError
} from "./chunk-TOUVOPKP.mjs";

// src/kernel/scan-block.ts
function createScanBlock(memory, room) {
  return {
    records: 0,
    fields: 0,
    blank: 0,
    lines: 0,
    escapes: 0,
    odds: 0,
    leastFields: 0,
    mostFields: 0,
    longest: 0,
    consumed: 0,
    stopped: false,
    full: false,
    cutField: -1,
    cutFields: 0,
    recordStarts: memory.words(room.records),
    recordEnds: memory.words(room.records),
    recordLines: memory.words(room.records),
    firstField: memory.words(room.records + 1),
    odd: memory.bytes(room.records),
    fieldSpans: memory.words(2 * room.fields),
    escaped: memory.bytes(room.fields)
  };
}
function fieldRoom({ escaped }) {
  return escaped.length;
}
function releaseScanBlock(memory, block) {
  const { recordStarts, recordEnds, recordLines, firstField, odd, fieldSpans, escaped } = block;
  for (const array of [recordStarts, recordEnds, recordLines, firstField, odd, fieldSpans, escaped])
    memory.release(array);
}

// src/csv/splitter.ts
var LF = 10;
var CR = 13;
function createSplitter(csv) {
  const delimiter = Buffer.from(csv.delimiter);
  const quote = Buffer.from(csv.quote);
  const comment = Buffer.from(csv.comment ?? "");
  return (bounds, block, maxRecords) => {
    const { text, start, end, final, stopAt } = bounds;
    Object.assign(block, { records: 0, fields: 0, blank: 0, lines: 0, escapes: 0, odds: 0, consumed: start });
    Object.assign(block, { stopped: false, full: false, cutField: -1, cutFields: 0 });
    let position = start;
    let lines = 0;
    let isCut = false;
    function stands(mark) {
      if (mark.length === 0) return false;
      for (let at = 0; at < mark.length; at++) {
        if (position + at >= end) {
          isCut = !final;
          return false;
        }
        if (text[position + at] !== mark[at]) return false;
      }
      return true;
    }
    function stepOverLineEnd() {
      if (text[position] === CR) {
        if (position + 1 >= end && !final) return false;
        if (position + 1 < end && text[position + 1] === LF) position++;
      }
      position++;
      lines++;
      return true;
    }
    const isLineEnd = () => text[position] === LF || text[position] === CR;
    function stepToLineEnd() {
      while (position < end && !isLineEnd()) position++;
    }
    function stepOverRecord() {
      for (; ; ) {
        block.cutField = position;
        if (stands(quote)) {
          position += quote.length;
          if (!stepOverQuoted()) return false;
          if (isCut) return false;
          if (position < end && !isLineEnd() && !stands(delimiter)) {
            if (isCut) return false;
            stepToLineEnd();
          }
        } else {
          while (!isCut && position < end && !isLineEnd() && !stands(delimiter)) {
            if (isCut) return false;
            if (stands(quote)) stepToLineEnd();
            else position++;
          }
        }
        if (isCut) return false;
        if (position >= end) return final;
        if (isLineEnd()) return true;
        position += delimiter.length;
        block.cutFields++;
      }
    }
    function stepOverQuoted() {
      while (position < end) {
        if (stands(quote)) {
          position += quote.length;
          if (!stands(quote)) return position < end || final;
          position += quote.length;
        } else {
          if (isCut) return false;
          if (text[position] === LF || text[position] === CR && text[position + 1] !== LF) lines++;
          position++;
        }
      }
      return final;
    }
    while (position < end) {
      const recordStart = position;
      const linesBefore = lines;
      block.cutFields = 0;
      let kind = "record";
      if (isLineEnd()) kind = "blank";
      else if (stands(comment)) kind = "comment";
      if (kind === "record" && block.records === maxRecords) {
        block.full = true;
        break;
      }
      let isWhole = !isCut;
      if (isWhole && kind === "comment") {
        stepToLineEnd();
        isWhole = position < end || final;
      } else if (isWhole && kind === "record") isWhole = stepOverRecord();
      const recordEnd = position;
      if (isWhole && position < end) isWhole = stepOverLineEnd();
      if (!isWhole) {
        lines = linesBefore;
        if (kind === "record") block.cutField = Math.max(block.cutField, recordStart);
        else block.cutField = recordStart;
        break;
      }
      block.cutField = -1;
      block.consumed = position;
      if (kind === "blank") block.blank++;
      if (kind !== "record") continue;
      block.recordStarts[block.records] = recordStart;
      block.recordEnds[block.records] = recordEnd;
      block.recordLines[block.records] = linesBefore;
      block.records++;
      if (position >= stopAt) {
        block.stopped = true;
        break;
      }
    }
    block.lines = lines;
  };
}

// node_modules/csv-parse/lib/api/CsvError.js
var CsvError = class _CsvError extends Error {
  constructor(code, message, options, ...contexts) {
    if (Array.isArray(message)) message = message.join(" ").trim();
    super(message);
    if (Error.captureStackTrace !== void 0) {
      Error.captureStackTrace(this, _CsvError);
    }
    this.code = code;
    for (const context of contexts) {
      for (const key in context) {
        const value = context[key];
        this[key] = Buffer.isBuffer(value) ? value.toString(options.encoding) : value == null ? value : JSON.parse(JSON.stringify(value));
      }
    }
  }
};

// node_modules/csv-parse/lib/utils/is_object.js
var is_object = function(obj) {
  return typeof obj === "object" && obj !== null && !Array.isArray(obj);
};

// node_modules/csv-parse/lib/api/normalize_columns_array.js
var normalize_columns_array = function(columns) {
  const normalizedColumns = [];
  for (let i = 0, l = columns.length; i < l; i++) {
    const column = columns[i];
    if (column === void 0 || column === null || column === false) {
      normalizedColumns[i] = { disabled: true };
    } else if (typeof column === "string" || typeof column === "number") {
      normalizedColumns[i] = { name: `${column}` };
    } else if (is_object(column)) {
      if (typeof column.name !== "string") {
        throw new CsvError("CSV_OPTION_COLUMNS_MISSING_NAME", [
          "Option columns missing name:",
          `property "name" is required at position ${i}`,
          "when column is an object literal"
        ]);
      }
      normalizedColumns[i] = column;
    } else {
      throw new CsvError("CSV_INVALID_COLUMN_DEFINITION", [
        "Invalid column definition:",
        "expect a string or a literal object,",
        `got ${JSON.stringify(column)} at position ${i}`
      ]);
    }
  }
  return normalizedColumns;
};

// node_modules/csv-parse/lib/utils/ResizeableBuffer.js
var ResizeableBuffer = class {
  constructor(size = 100) {
    this.size = size;
    this.length = 0;
    this.buf = Buffer.allocUnsafe(size);
  }
  prepend(val) {
    if (Buffer.isBuffer(val)) {
      const length = this.length + val.length;
      if (length >= this.size) {
        this.resize();
        if (length >= this.size) {
          throw Error("INVALID_BUFFER_STATE");
        }
      }
      const buf = this.buf;
      this.buf = Buffer.allocUnsafe(this.size);
      val.copy(this.buf, 0);
      buf.copy(this.buf, val.length);
      this.length += val.length;
    } else {
      const length = this.length++;
      if (length === this.size) {
        this.resize();
      }
      const buf = this.clone();
      this.buf[0] = val;
      buf.copy(this.buf, 1, 0, length);
    }
  }
  append(val) {
    const length = this.length++;
    if (length === this.size) {
      this.resize();
    }
    this.buf[length] = val;
  }
  clone() {
    return Buffer.from(this.buf.slice(0, this.length));
  }
  resize() {
    const length = this.length;
    this.size = this.size * 2;
    const buf = Buffer.allocUnsafe(this.size);
    this.buf.copy(buf, 0, 0, length);
    this.buf = buf;
  }
  toString(encoding) {
    if (encoding) {
      return this.buf.toString(encoding, 0, this.length);
    } else {
      return Uint8Array.prototype.slice.call(this.buf.slice(0, this.length));
    }
  }
  toJSON() {
    return this.toString("utf8");
  }
  reset() {
    this.length = 0;
  }
};
var ResizeableBuffer_default = ResizeableBuffer;

// node_modules/csv-parse/lib/api/init_state.js
var init_state = function(options) {
  const timchars = [
    // Basic Latin
    32,
    // [Space](https://www.fileformat.info/info/unicode/char/0020/index.htm)
    9,
    // [CHARACTER TABULATION (HT)](https://www.fileformat.info/info/unicode/char/0009/index.htm)
    10,
    // [LINE FEED (LF)](https://www.fileformat.info/info/unicode/char/000a/index.htm)
    13,
    // [CARRIAGE RETURN (CR)](https://www.fileformat.info/info/unicode/char/000d/index.htm)
    12,
    // [FORM FEED (FF)](https://www.fileformat.info/info/unicode/char/000c/index.htm)
    11,
    // [LINE TABULATION (VT)](https://www.fileformat.info/info/unicode/char/000b/index.htm)
    // Latin-1 Supplement
    160,
    // [NO-BREAK SPACE (NBSP)](https://www.fileformat.info/info/unicode/char/00a0/index.htm)
    // Ogham
    5760,
    // [OGHAM SPACE MARK](https://www.fileformat.info/info/unicode/char/1680/index.htm)
    // General Punctuation
    8192,
    // [EN QUAD](https://www.fileformat.info/info/unicode/char/2000/index.htm)
    8193,
    // [EM QUAD](https://www.fileformat.info/info/unicode/char/2001/index.htm)
    8194,
    // [EN SPACE](https://www.fileformat.info/info/unicode/char/2002/index.htm)
    8195,
    // [EM SPACE](https://www.fileformat.info/info/unicode/char/2003/index.htm)
    8196,
    // [THREE-PER-EM SPACE](https://www.fileformat.info/info/unicode/char/2004/index.htm)
    8197,
    // [FOUR-PER-EM SPACE](https://www.fileformat.info/info/unicode/char/2005/index.htm)
    8198,
    // [SIX-PER-EM SPACE](https://www.fileformat.info/info/unicode/char/2006/index.htm)
    8199,
    // [FIGURE SPACE](https://www.fileformat.info/info/unicode/char/2007/index.htm)
    8200,
    // [PUNCTUATION SPACE](https://www.fileformat.info/info/unicode/char/2008/index.htm)
    8201,
    // [THIN SPACE](https://www.fileformat.info/info/unicode/char/2009/index.htm)
    8202,
    // [HAIR SPACE](https://www.fileformat.info/info/unicode/char/200a/index.htm)
    8232,
    // [LINE SEPARATOR](https://www.fileformat.info/info/unicode/char/2028/index.htm)
    8233,
    // [PARAGRAPH SEPARATOR](https://www.fileformat.info/info/unicode/char/2029/index.htm)
    8239,
    // [NARROW NO-BREAK SPACE (NNBSP)](https://www.fileformat.info/info/unicode/char/202f/index.htm)
    8287,
    // [MEDIUM MATHEMATICAL SPACE (MMSP)](https://www.fileformat.info/info/unicode/char/205f/index.htm)
    12288,
    // [IDEOGRAPHIC SPACE](https://www.fileformat.info/info/unicode/char/3000/index.htm)
    65279
    // [ZERO WIDTH NO-BREAK SPACE (BOM)](https://www.fileformat.info/info/unicode/char/feff/index.htm)
  ].reduce((acc, codepoint) => {
    const encoded = Buffer.from(
      String.fromCharCode(codepoint),
      options.encoding
    );
    if (codepoint !== 63 && encoded.length === 1 && encoded[0] === 63) {
      return acc;
    }
    acc.push(encoded);
    return acc;
  }, []);
  const timcharFirstBytes = new Uint8Array(256);
  for (const t of timchars) timcharFirstBytes[t[0]] = 1;
  return {
    bomSkipped: false,
    bufBytesStart: 0,
    castField: options.cast_function,
    commenting: false,
    delimiterBufPrevious: void 0,
    delimiterDiscovered: false,
    // Current error encountered by a record
    error: void 0,
    enabled: options.from_line === 1,
    escaping: false,
    escapeIsQuote: Buffer.isBuffer(options.escape) && Buffer.isBuffer(options.quote) && Buffer.compare(options.escape, options.quote) === 0,
    // columns can be `false`, `true`, `Array`
    expectedRecordLength: Array.isArray(options.columns) ? options.columns.length : void 0,
    field: new ResizeableBuffer_default(20),
    firstLineToHeaders: options.cast_first_line_to_header,
    needMoreDataSize: Math.max(
      // Skip if the remaining buffer smaller than comment
      options.comment !== null ? options.comment.length : 0,
      ...options.delimiter ? options.delimiter.map((delimiter) => delimiter.length) : [],
      // Auto discovery of delimiter is limited to 1 character
      options.delimiter_auto ? 1 : 0,
      // Skip if the remaining buffer can be escape sequence
      options.quote !== null ? options.quote.length : 0,
      ...timchars.map((t) => t.length)
    ),
    previousBuf: void 0,
    quoting: false,
    stop: false,
    rawBuffer: new ResizeableBuffer_default(100),
    record: [],
    recordHasError: false,
    record_length: 0,
    recordDelimiterMaxLength: options.record_delimiter.length === 0 ? 0 : Math.max(...options.record_delimiter.map((v) => v.length)),
    trimChars: [
      Buffer.from(" ", options.encoding)[0],
      Buffer.from("	", options.encoding)[0]
    ],
    wasQuoting: false,
    wasRowDelimiter: false,
    timchars,
    timcharFirstBytes
  };
};

// node_modules/csv-parse/lib/utils/underscore.js
var underscore = function(str) {
  return str.replace(/([A-Z])/g, function(_, match) {
    return "_" + match.toLowerCase();
  });
};

// node_modules/csv-parse/lib/api/normalize_options.js
var normalize_options = function(opts) {
  const options = {};
  for (const opt in opts) {
    options[underscore(opt)] = opts[opt];
  }
  if (options.encoding === void 0 || options.encoding === true) {
    options.encoding = "utf8";
  } else if (options.encoding === null || options.encoding === false) {
    options.encoding = null;
  } else if (typeof options.encoding !== "string" && options.encoding !== null) {
    throw new CsvError(
      "CSV_INVALID_OPTION_ENCODING",
      [
        "Invalid option encoding:",
        "encoding must be a string or null to return a buffer,",
        `got ${JSON.stringify(options.encoding)}`
      ],
      options
    );
  }
  if (options.bom === void 0 || options.bom === null || options.bom === false) {
    options.bom = false;
  } else if (options.bom !== true) {
    throw new CsvError(
      "CSV_INVALID_OPTION_BOM",
      [
        "Invalid option bom:",
        "bom must be true,",
        `got ${JSON.stringify(options.bom)}`
      ],
      options
    );
  }
  options.cast_function = null;
  if (options.cast === void 0 || options.cast === null || options.cast === false || options.cast === "") {
    options.cast = void 0;
  } else if (typeof options.cast === "function") {
    options.cast_function = options.cast;
    options.cast = true;
  } else if (options.cast !== true) {
    throw new CsvError(
      "CSV_INVALID_OPTION_CAST",
      [
        "Invalid option cast:",
        "cast must be true or a function,",
        `got ${JSON.stringify(options.cast)}`
      ],
      options
    );
  }
  if (options.cast_date === void 0 || options.cast_date === null || options.cast_date === false || options.cast_date === "") {
    options.cast_date = false;
  } else if (options.cast_date === true) {
    options.cast_date = function(value) {
      const date = Date.parse(value);
      return !isNaN(date) ? new Date(date) : value;
    };
  } else if (typeof options.cast_date !== "function") {
    throw new CsvError(
      "CSV_INVALID_OPTION_CAST_DATE",
      [
        "Invalid option cast_date:",
        "cast_date must be true or a function,",
        `got ${JSON.stringify(options.cast_date)}`
      ],
      options
    );
  }
  options.cast_first_line_to_header = void 0;
  if (options.columns === true) {
    options.cast_first_line_to_header = void 0;
  } else if (typeof options.columns === "function") {
    options.cast_first_line_to_header = options.columns;
    options.columns = true;
  } else if (Array.isArray(options.columns)) {
    options.columns = normalize_columns_array(options.columns);
  } else if (options.columns === void 0 || options.columns === null || options.columns === false) {
    options.columns = false;
  } else {
    throw new CsvError(
      "CSV_INVALID_OPTION_COLUMNS",
      [
        "Invalid option columns:",
        "expect an array, a function or true,",
        `got ${JSON.stringify(options.columns)}`
      ],
      options
    );
  }
  if (options.group_columns_by_name === void 0 || options.group_columns_by_name === null || options.group_columns_by_name === false) {
    options.group_columns_by_name = false;
  } else if (options.group_columns_by_name !== true) {
    throw new CsvError(
      "CSV_INVALID_OPTION_GROUP_COLUMNS_BY_NAME",
      [
        "Invalid option group_columns_by_name:",
        "expect an boolean,",
        `got ${JSON.stringify(options.group_columns_by_name)}`
      ],
      options
    );
  } else if (options.columns === false) {
    throw new CsvError(
      "CSV_INVALID_OPTION_GROUP_COLUMNS_BY_NAME",
      [
        "Invalid option group_columns_by_name:",
        "the `columns` mode must be activated."
      ],
      options
    );
  }
  if (options.comment === void 0 || options.comment === null || options.comment === false || options.comment === "") {
    options.comment = null;
  } else {
    if (typeof options.comment === "string") {
      options.comment = Buffer.from(options.comment, options.encoding);
    }
    if (!Buffer.isBuffer(options.comment)) {
      throw new CsvError(
        "CSV_INVALID_OPTION_COMMENT",
        [
          "Invalid option comment:",
          "comment must be a buffer or a string,",
          `got ${JSON.stringify(options.comment)}`
        ],
        options
      );
    }
  }
  if (options.comment_no_infix === void 0 || options.comment_no_infix === null || options.comment_no_infix === false) {
    options.comment_no_infix = false;
  } else if (options.comment_no_infix !== true) {
    throw new CsvError(
      "CSV_INVALID_OPTION_COMMENT",
      [
        "Invalid option comment_no_infix:",
        "value must be a boolean,",
        `got ${JSON.stringify(options.comment_no_infix)}`
      ],
      options
    );
  }
  if (options.delimiter_auto === void 0 || options.delimiter_auto === null || options.delimiter_auto === false) {
    options.delimiter_auto = false;
  } else if (options.delimiter_auto === true) {
    options.delimiter_auto = {};
  } else if (!is_object(options.delimiter_auto)) {
    throw new CsvError(
      "CSV_INVALID_OPTION_DELIMITER_AUTO",
      [
        "Invalid option delimiter_auto:",
        "delimiter_auto must be a boolean or a configuration object,",
        `got ${JSON.stringify(options.delimiter_auto)}`
      ],
      options
    );
  }
  if (options.delimiter_auto) {
    if (options.delimiter_auto.preferred === void 0)
      options.delimiter_auto.preferred = {
        [",".charCodeAt(0)]: 1.8,
        ["	".charCodeAt(0)]: 1.8,
        [";".charCodeAt(0)]: 1.6,
        [" ".charCodeAt(0)]: 1.6,
        [":".charCodeAt(0)]: 1.5,
        [".".charCodeAt(0)]: 1.4,
        ["/".charCodeAt(0)]: 1.4
      };
    else if (!is_object(options.delimiter_auto.preferred)) {
      throw new CsvError(
        "CSV_INVALID_OPTION_DELIMITER_AUTO",
        [
          "Invalid option delimiter_auto:",
          "preferred must be an object,",
          `got ${JSON.stringify(options.delimiter_auto.preferred)}`
        ],
        options
      );
    }
    if (options.delimiter_auto.score === void 0)
      options.delimiter_auto.score = (info, options2) => {
        return (info.total - info.std) * (options2.preferred[info.char_code] || 1);
      };
    else if (typeof options.delimiter_auto.score !== "function") {
      throw new CsvError(
        "CSV_INVALID_OPTION_DELIMITER_AUTO",
        [
          "Invalid option delimiter_auto:",
          "score must be a function,",
          `got ${JSON.stringify(options.delimiter_auto.score)}`
        ],
        options
      );
    }
    if (options.delimiter_auto.size === void 0)
      options.delimiter_auto.size = 2048;
    else if (typeof options.delimiter_auto.size !== "number") {
      throw new CsvError(
        "CSV_INVALID_OPTION_DELIMITER_AUTO",
        [
          "Invalid option delimiter_auto:",
          "size must be a number,",
          `got ${JSON.stringify(options.delimiter_auto.size)}`
        ],
        options
      );
    }
  }
  const delimiter_json = JSON.stringify(options.delimiter);
  if (options.delimiter_auto !== false) {
    options.delimiter = [];
  }
  if (!Array.isArray(options.delimiter)) {
    if (options.delimiter === void 0 || options.delimiter === null || options.delimiter === false) {
      options.delimiter = Buffer.from(",", options.encoding);
    }
    options.delimiter = [options.delimiter];
  }
  options.delimiter = options.delimiter.map(function(delimiter) {
    if (typeof delimiter === "string") {
      delimiter = Buffer.from(delimiter, options.encoding);
    }
    if (!Buffer.isBuffer(delimiter) || delimiter.length === 0) {
      throw new CsvError(
        "CSV_INVALID_OPTION_DELIMITER",
        [
          "Invalid option delimiter:",
          "delimiter must be a non empty string or buffer or array of string|buffer,",
          `got ${delimiter_json}`
        ],
        options
      );
    }
    return delimiter;
  });
  if (options.escape === void 0 || options.escape === true) {
    options.escape = Buffer.from('"', options.encoding);
  } else if (typeof options.escape === "string") {
    options.escape = Buffer.from(options.escape, options.encoding);
  } else if (options.escape === null || options.escape === false) {
    options.escape = null;
  }
  if (options.escape !== null) {
    if (!Buffer.isBuffer(options.escape)) {
      throw new Error(
        `Invalid Option: escape must be a buffer, a string or a boolean, got ${JSON.stringify(options.escape)}`
      );
    }
  }
  if (options.from === void 0 || options.from === null) {
    options.from = 1;
  } else {
    if (typeof options.from === "string" && /\d+/.test(options.from)) {
      options.from = parseInt(options.from);
    }
    if (Number.isInteger(options.from)) {
      if (options.from < 0) {
        throw new Error(
          `Invalid Option: from must be a positive integer, got ${JSON.stringify(opts.from)}`
        );
      }
    } else {
      throw new Error(
        `Invalid Option: from must be an integer, got ${JSON.stringify(options.from)}`
      );
    }
  }
  if (options.from_line === void 0 || options.from_line === null) {
    options.from_line = 1;
  } else {
    if (typeof options.from_line === "string" && /\d+/.test(options.from_line)) {
      options.from_line = parseInt(options.from_line);
    }
    if (Number.isInteger(options.from_line)) {
      if (options.from_line <= 0) {
        throw new Error(
          `Invalid Option: from_line must be a positive integer greater than 0, got ${JSON.stringify(opts.from_line)}`
        );
      }
    } else {
      throw new Error(
        `Invalid Option: from_line must be an integer, got ${JSON.stringify(opts.from_line)}`
      );
    }
  }
  if (options.ignore_last_delimiters === void 0 || options.ignore_last_delimiters === null) {
    options.ignore_last_delimiters = false;
  } else if (typeof options.ignore_last_delimiters === "number") {
    options.ignore_last_delimiters = Math.floor(options.ignore_last_delimiters);
    if (options.ignore_last_delimiters === 0) {
      options.ignore_last_delimiters = false;
    }
  } else if (typeof options.ignore_last_delimiters !== "boolean") {
    throw new CsvError(
      "CSV_INVALID_OPTION_IGNORE_LAST_DELIMITERS",
      [
        "Invalid option `ignore_last_delimiters`:",
        "the value must be a boolean value or an integer,",
        `got ${JSON.stringify(options.ignore_last_delimiters)}`
      ],
      options
    );
  }
  if (options.ignore_last_delimiters === true && options.columns === false) {
    throw new CsvError(
      "CSV_IGNORE_LAST_DELIMITERS_REQUIRES_COLUMNS",
      [
        "The option `ignore_last_delimiters`",
        "requires the activation of the `columns` option"
      ],
      options
    );
  }
  if (options.info === void 0 || options.info === null || options.info === false) {
    options.info = false;
  } else if (options.info !== true) {
    throw new Error(
      `Invalid Option: info must be true, got ${JSON.stringify(options.info)}`
    );
  }
  if (options.max_record_size === void 0 || options.max_record_size === null || options.max_record_size === false) {
    options.max_record_size = 0;
  } else if (Number.isInteger(options.max_record_size) && options.max_record_size >= 0) {
  } else if (typeof options.max_record_size === "string" && /\d+/.test(options.max_record_size)) {
    options.max_record_size = parseInt(options.max_record_size);
  } else {
    throw new Error(
      `Invalid Option: max_record_size must be a positive integer, got ${JSON.stringify(options.max_record_size)}`
    );
  }
  if (options.objname === void 0 || options.objname === null || options.objname === false) {
    options.objname = void 0;
  } else if (Buffer.isBuffer(options.objname)) {
    if (options.objname.length === 0) {
      throw new Error(`Invalid Option: objname must be a non empty buffer`);
    }
    if (options.encoding === null) {
    } else {
      options.objname = options.objname.toString(options.encoding);
    }
  } else if (typeof options.objname === "string") {
    if (options.objname.length === 0) {
      throw new Error(`Invalid Option: objname must be a non empty string`);
    }
  } else if (typeof options.objname === "number") {
  } else {
    throw new Error(
      `Invalid Option: objname must be a string or a buffer, got ${options.objname}`
    );
  }
  if (options.objname !== void 0) {
    if (typeof options.objname === "number") {
      if (options.columns !== false) {
        throw Error(
          "Invalid Option: objname index cannot be combined with columns or be defined as a field"
        );
      }
    } else {
      if (options.columns === false) {
        throw Error(
          "Invalid Option: objname field must be combined with columns or be defined as an index"
        );
      }
    }
  }
  if (options.on_record === void 0 || options.on_record === null) {
    options.on_record = void 0;
  } else if (typeof options.on_record !== "function") {
    throw new CsvError(
      "CSV_INVALID_OPTION_ON_RECORD",
      [
        "Invalid option `on_record`:",
        "expect a function,",
        `got ${JSON.stringify(options.on_record)}`
      ],
      options
    );
  }
  if (options.on_skip !== void 0 && options.on_skip !== null && typeof options.on_skip !== "function") {
    throw new Error(
      `Invalid Option: on_skip must be a function, got ${JSON.stringify(options.on_skip)}`
    );
  }
  if (options.quote === null || options.quote === false || options.quote === "") {
    options.quote = null;
  } else {
    if (options.quote === void 0 || options.quote === true) {
      options.quote = Buffer.from('"', options.encoding);
    } else if (typeof options.quote === "string") {
      options.quote = Buffer.from(options.quote, options.encoding);
    }
    if (!Buffer.isBuffer(options.quote)) {
      throw new Error(
        `Invalid Option: quote must be a buffer or a string, got ${JSON.stringify(options.quote)}`
      );
    }
  }
  if (options.raw === void 0 || options.raw === null || options.raw === false) {
    options.raw = false;
  } else if (options.raw !== true) {
    throw new Error(
      `Invalid Option: raw must be true, got ${JSON.stringify(options.raw)}`
    );
  }
  if (options.record_delimiter === void 0) {
    options.record_delimiter = [];
  } else if (typeof options.record_delimiter === "string" || Buffer.isBuffer(options.record_delimiter)) {
    if (options.record_delimiter.length === 0) {
      throw new CsvError(
        "CSV_INVALID_OPTION_RECORD_DELIMITER",
        [
          "Invalid option `record_delimiter`:",
          "value must be a non empty string or buffer,",
          `got ${JSON.stringify(options.record_delimiter)}`
        ],
        options
      );
    }
    options.record_delimiter = [options.record_delimiter];
  } else if (!Array.isArray(options.record_delimiter)) {
    throw new CsvError(
      "CSV_INVALID_OPTION_RECORD_DELIMITER",
      [
        "Invalid option `record_delimiter`:",
        "value must be a string, a buffer or array of string|buffer,",
        `got ${JSON.stringify(options.record_delimiter)}`
      ],
      options
    );
  }
  options.record_delimiter = options.record_delimiter.map(function(rd, i) {
    if (typeof rd !== "string" && !Buffer.isBuffer(rd)) {
      throw new CsvError(
        "CSV_INVALID_OPTION_RECORD_DELIMITER",
        [
          "Invalid option `record_delimiter`:",
          "value must be a string, a buffer or array of string|buffer",
          `at index ${i},`,
          `got ${JSON.stringify(rd)}`
        ],
        options
      );
    } else if (rd.length === 0) {
      throw new CsvError(
        "CSV_INVALID_OPTION_RECORD_DELIMITER",
        [
          "Invalid option `record_delimiter`:",
          "value must be a non empty string or buffer",
          `at index ${i},`,
          `got ${JSON.stringify(rd)}`
        ],
        options
      );
    }
    if (typeof rd === "string") {
      rd = Buffer.from(rd, options.encoding);
    }
    return rd;
  });
  if (typeof options.relax_column_count === "boolean") {
  } else if (options.relax_column_count === void 0 || options.relax_column_count === null) {
    options.relax_column_count = false;
  } else {
    throw new Error(
      `Invalid Option: relax_column_count must be a boolean, got ${JSON.stringify(options.relax_column_count)}`
    );
  }
  if (typeof options.relax_column_count_less === "boolean") {
  } else if (options.relax_column_count_less === void 0 || options.relax_column_count_less === null) {
    options.relax_column_count_less = false;
  } else {
    throw new Error(
      `Invalid Option: relax_column_count_less must be a boolean, got ${JSON.stringify(options.relax_column_count_less)}`
    );
  }
  if (typeof options.relax_column_count_more === "boolean") {
  } else if (options.relax_column_count_more === void 0 || options.relax_column_count_more === null) {
    options.relax_column_count_more = false;
  } else {
    throw new Error(
      `Invalid Option: relax_column_count_more must be a boolean, got ${JSON.stringify(options.relax_column_count_more)}`
    );
  }
  if (typeof options.relax_quotes === "boolean") {
  } else if (options.relax_quotes === void 0 || options.relax_quotes === null) {
    options.relax_quotes = false;
  } else {
    throw new Error(
      `Invalid Option: relax_quotes must be a boolean, got ${JSON.stringify(options.relax_quotes)}`
    );
  }
  if (typeof options.skip_empty_lines === "boolean") {
  } else if (options.skip_empty_lines === void 0 || options.skip_empty_lines === null) {
    options.skip_empty_lines = false;
  } else {
    throw new Error(
      `Invalid Option: skip_empty_lines must be a boolean, got ${JSON.stringify(options.skip_empty_lines)}`
    );
  }
  if (typeof options.skip_records_with_empty_values === "boolean") {
  } else if (options.skip_records_with_empty_values === void 0 || options.skip_records_with_empty_values === null) {
    options.skip_records_with_empty_values = false;
  } else {
    throw new Error(
      `Invalid Option: skip_records_with_empty_values must be a boolean, got ${JSON.stringify(options.skip_records_with_empty_values)}`
    );
  }
  if (typeof options.skip_records_with_error === "boolean") {
  } else if (options.skip_records_with_error === void 0 || options.skip_records_with_error === null) {
    options.skip_records_with_error = false;
  } else {
    throw new Error(
      `Invalid Option: skip_records_with_error must be a boolean, got ${JSON.stringify(options.skip_records_with_error)}`
    );
  }
  if (options.rtrim === void 0 || options.rtrim === null || options.rtrim === false) {
    options.rtrim = false;
  } else if (options.rtrim !== true) {
    throw new Error(
      `Invalid Option: rtrim must be a boolean, got ${JSON.stringify(options.rtrim)}`
    );
  }
  if (options.ltrim === void 0 || options.ltrim === null || options.ltrim === false) {
    options.ltrim = false;
  } else if (options.ltrim !== true) {
    throw new Error(
      `Invalid Option: ltrim must be a boolean, got ${JSON.stringify(options.ltrim)}`
    );
  }
  if (options.trim === void 0 || options.trim === null || options.trim === false) {
    options.trim = false;
  } else if (options.trim !== true) {
    throw new Error(
      `Invalid Option: trim must be a boolean, got ${JSON.stringify(options.trim)}`
    );
  }
  if (options.trim === true && opts.ltrim !== false) {
    options.ltrim = true;
  } else if (options.ltrim !== true) {
    options.ltrim = false;
  }
  if (options.trim === true && opts.rtrim !== false) {
    options.rtrim = true;
  } else if (options.rtrim !== true) {
    options.rtrim = false;
  }
  if (options.to === void 0 || options.to === null) {
    options.to = -1;
  } else if (options.to !== -1) {
    if (typeof options.to === "string" && /\d+/.test(options.to)) {
      options.to = parseInt(options.to);
    }
    if (Number.isInteger(options.to)) {
      if (options.to <= 0) {
        throw new Error(
          `Invalid Option: to must be a positive integer greater than 0, got ${JSON.stringify(opts.to)}`
        );
      }
    } else {
      throw new Error(
        `Invalid Option: to must be an integer, got ${JSON.stringify(opts.to)}`
      );
    }
  }
  if (options.to_line === void 0 || options.to_line === null) {
    options.to_line = -1;
  } else if (options.to_line !== -1) {
    if (typeof options.to_line === "string" && /\d+/.test(options.to_line)) {
      options.to_line = parseInt(options.to_line);
    }
    if (Number.isInteger(options.to_line)) {
      if (options.to_line <= 0) {
        throw new Error(
          `Invalid Option: to_line must be a positive integer greater than 0, got ${JSON.stringify(opts.to_line)}`
        );
      }
    } else {
      throw new Error(
        `Invalid Option: to_line must be an integer, got ${JSON.stringify(opts.to_line)}`
      );
    }
  }
  return options;
};

// node_modules/csv-parse/lib/utils/delimiter_discover.js
var delimiter_discover = function(records, options) {
  if (!options) {
    ({ delimiter_auto: options } = normalize_options({ delimiter_auto: true }));
  }
  if (typeof records === "string") {
    records = Buffer.from(records);
  }
  if (Buffer.isBuffer(records)) {
    records = ((data) => {
      const records2 = [];
      const parser = transform({ delimiter: [] });
      const push = (record) => records2.push(record);
      const close = () => {
      };
      const error = parser.parse(data, true, push, close);
      if (error !== void 0) throw error;
      return records2;
    })(records);
  }
  const info = Array(127).fill().map(() => ({ lines: [] }));
  records.map(([record], line) => {
    for (let i = 0, l = record.length; i < l; i++) {
      const code = record.charCodeAt(i);
      if (info[code].lines[line] === void 0) info[code].lines[line] = 0;
      info[code].lines[line]++;
    }
  });
  info.map((info2, i) => {
    info2.char_code = i;
    info2.std = std(info2.lines);
    info2.total = info2.lines.reduce((acc, val) => acc + val, 0);
    info2.preferred = !!options.preferred[i];
    info2.score = options.score(info2, options);
  });
  const result = info.reduce(
    (acc, info2) => acc.score > info2.score ? acc : info2,
    {}
  );
  return String.fromCharCode(result.char_code);
};
var std = function(array) {
  const n = array.length;
  if (n === 0) return 0;
  const mean = array.reduce((a, b) => a + b) / n;
  return Math.sqrt(
    array.map((x) => Math.pow(x - mean, 2)).reduce((a, b) => a + b) / n
  );
};

// node_modules/csv-parse/lib/api/index.js
var isRecordEmpty = function(record) {
  return record.every(
    (field) => field == null || field.toString && field.toString().trim() === ""
  );
};
var cr = 13;
var nl = 10;
var boms = {
  // Note, the following are equals:
  // Buffer.from("\ufeff")
  // Buffer.from([239, 187, 191])
  // Buffer.from('EFBBBF', 'hex')
  utf8: Buffer.from([239, 187, 191]),
  // Note, the following are equals:
  // Buffer.from "\ufeff", 'utf16le
  // Buffer.from([255, 254])
  utf16le: Buffer.from([255, 254])
};
var transform = function(original_options = {}) {
  const info = {
    bytes: 0,
    bytes_records: 0,
    comment_lines: 0,
    empty_lines: 0,
    invalid_field_length: 0,
    lines: 1,
    records: 0
  };
  const options = normalize_options(original_options);
  return {
    info,
    original_options,
    options,
    state: init_state(options),
    __needMoreData: function(i, bufLen, end) {
      if (end) return false;
      const { encoding, escape, quote } = this.options;
      const { quoting, needMoreDataSize, recordDelimiterMaxLength } = this.state;
      const numOfCharLeft = bufLen - i - 1;
      const requiredLength = Math.max(
        needMoreDataSize,
        // Skip if the remaining buffer smaller than record delimiter
        // If "record_delimiter" is yet to be discovered:
        // 1. It is equals to `[]` and "recordDelimiterMaxLength" equals `0`
        // 2. We set the length to windows line ending in the current encoding
        // Note, that encoding is known from user or bom discovery at that point
        // recordDelimiterMaxLength,
        recordDelimiterMaxLength === 0 ? Buffer.from("\r\n", encoding).length : recordDelimiterMaxLength,
        // Skip if remaining buffer can be an escaped quote
        quoting ? (escape === null ? 0 : escape.length) + quote.length : 0,
        // Skip if remaining buffer can be record delimiter following the closing quote
        quoting ? quote.length + recordDelimiterMaxLength : 0
      );
      return numOfCharLeft < requiredLength;
    },
    // Central parser implementation
    parse: function(nextBuf, end, push, close) {
      const {
        bom,
        comment_no_infix,
        delimiter_auto,
        encoding,
        from_line,
        ltrim,
        max_record_size,
        raw,
        relax_quotes,
        rtrim,
        skip_empty_lines,
        to,
        to_line
      } = this.options;
      let { comment, escape, quote, record_delimiter } = this.options;
      const {
        bomSkipped,
        delimiterDiscovered,
        delimiterBufPrevious,
        rawBuffer,
        escapeIsQuote
      } = this.state;
      if (!delimiterDiscovered && delimiter_auto) {
        let delimiterBuf;
        if (delimiterBufPrevious === void 0) {
          delimiterBuf = nextBuf;
        } else if (delimiterBufPrevious !== void 0 && nextBuf === void 0) {
          delimiterBuf = delimiterBufPrevious;
        } else {
          delimiterBuf = Buffer.concat([delimiterBufPrevious, nextBuf]);
        }
        nextBuf = void 0;
        if (end || delimiterBuf.length > delimiter_auto.size) {
          this.options.delimiter = [
            Buffer.from(
              delimiter_discover(delimiterBuf, this.options.delimiter_auto)
            )
          ];
          this.state.previousBuf = delimiterBuf;
          this.state.delimiterBufPrevious = void 0;
          this.state.delimiterDiscovered = true;
        } else {
          this.state.delimiterBufPrevious = delimiterBuf;
          return;
        }
      }
      const { previousBuf } = this.state;
      let buf;
      if (previousBuf === void 0) {
        if (nextBuf === void 0) {
          close();
          return;
        } else {
          buf = nextBuf;
        }
      } else if (previousBuf !== void 0 && nextBuf === void 0) {
        buf = previousBuf;
      } else {
        buf = Buffer.concat([previousBuf, nextBuf]);
      }
      if (bomSkipped === false) {
        if (bom === false) {
          this.state.bomSkipped = true;
        } else if (buf.length < 3) {
          if (end === false) {
            this.state.previousBuf = buf;
            return;
          }
        } else {
          for (const encoding2 in boms) {
            if (boms[encoding2].compare(buf, 0, boms[encoding2].length) === 0) {
              const bomLength = boms[encoding2].length;
              this.state.bufBytesStart += bomLength;
              buf = buf.slice(bomLength);
              const options2 = normalize_options({
                ...this.original_options,
                encoding: encoding2
              });
              for (const key in options2) {
                this.options[key] = options2[key];
              }
              ({ comment, escape, quote } = this.options);
              break;
            }
          }
          this.state.bomSkipped = true;
        }
      }
      const bufLen = buf.length;
      let pos;
      for (pos = 0; pos < bufLen; pos++) {
        if (this.__needMoreData(pos, bufLen, end)) {
          break;
        }
        if (this.state.wasRowDelimiter === true) {
          this.info.lines++;
          this.state.wasRowDelimiter = false;
        }
        if (to_line !== -1 && this.info.lines > to_line) {
          this.state.stop = true;
          close();
          return;
        }
        if (this.state.quoting === false && record_delimiter.length === 0) {
          const record_delimiterCount = this.__autoDiscoverRecordDelimiter(
            buf,
            pos
          );
          if (record_delimiterCount) {
            record_delimiter = this.options.record_delimiter;
          }
        }
        const chr = buf[pos];
        if (raw === true) {
          rawBuffer.append(chr);
        }
        if ((chr === cr || chr === nl) && this.state.wasRowDelimiter === false) {
          this.state.wasRowDelimiter = true;
        }
        if (this.state.escaping === true) {
          this.state.escaping = false;
        } else {
          if (escape !== null && this.state.quoting === true && this.__isEscape(buf, pos, chr) && pos + escape.length < bufLen) {
            if (escapeIsQuote) {
              if (this.__isQuote(buf, pos + escape.length)) {
                this.state.escaping = true;
                pos += escape.length - 1;
                continue;
              }
            } else {
              this.state.escaping = true;
              pos += escape.length - 1;
              continue;
            }
          }
          if (this.state.commenting === false && this.__isQuote(buf, pos)) {
            if (this.state.quoting === true) {
              const nextChr = buf[pos + quote.length];
              const isNextChrTrimable = rtrim && this.__isCharTrimable(buf, pos + quote.length);
              const isNextChrComment = comment !== null && this.__compareBytes(comment, buf, pos + quote.length, nextChr);
              const isNextChrDelimiter = this.__isDelimiter(
                buf,
                pos + quote.length,
                nextChr
              );
              const isNextChrRecordDelimiter = record_delimiter.length === 0 ? this.__autoDiscoverRecordDelimiter(buf, pos + quote.length) : this.__isRecordDelimiter(nextChr, buf, pos + quote.length);
              if (escape !== null && this.__isEscape(buf, pos, chr) && this.__isQuote(buf, pos + escape.length)) {
                pos += escape.length - 1;
              } else if (!nextChr || isNextChrDelimiter || isNextChrRecordDelimiter || isNextChrComment || isNextChrTrimable) {
                this.state.quoting = false;
                this.state.wasQuoting = true;
                pos += quote.length - 1;
                continue;
              } else if (relax_quotes === false) {
                const err = this.__error(
                  new CsvError(
                    "CSV_INVALID_CLOSING_QUOTE",
                    [
                      "Invalid Closing Quote:",
                      `got "${String.fromCharCode(nextChr)}"`,
                      `at line ${this.info.lines}`,
                      "instead of delimiter, record delimiter, trimable character",
                      "(if activated) or comment"
                    ],
                    this.options,
                    this.__infoField()
                  )
                );
                if (err !== void 0) return err;
              } else {
                this.state.quoting = false;
                this.state.wasQuoting = true;
                this.state.field.prepend(quote);
                pos += quote.length - 1;
              }
            } else {
              if (this.state.field.length !== 0) {
                if (relax_quotes === false) {
                  const info2 = this.__infoField();
                  const bom2 = Object.keys(boms).map(
                    (b) => boms[b].equals(this.state.field.toString()) ? b : false
                  ).filter(Boolean)[0];
                  const err = this.__error(
                    new CsvError(
                      "INVALID_OPENING_QUOTE",
                      [
                        "Invalid Opening Quote:",
                        `a quote is found on field ${JSON.stringify(info2.column)} at line ${info2.lines}, value is ${JSON.stringify(this.state.field.toString(encoding))}`,
                        bom2 ? `(${bom2} bom)` : void 0
                      ],
                      this.options,
                      info2,
                      {
                        field: this.state.field
                      }
                    )
                  );
                  if (err !== void 0) return err;
                }
              } else {
                this.state.quoting = true;
                pos += quote.length - 1;
                continue;
              }
            }
          }
          if (this.state.quoting === false) {
            const recordDelimiterLength = this.__isRecordDelimiter(
              chr,
              buf,
              pos
            );
            if (recordDelimiterLength !== 0) {
              const skipCommentLine = this.state.commenting && this.state.wasQuoting === false && this.state.record.length === 0 && this.state.field.length === 0;
              if (skipCommentLine) {
                this.info.comment_lines++;
              } else {
                if (this.state.enabled === false && this.info.lines + (this.state.wasRowDelimiter === true ? 1 : 0) >= from_line) {
                  this.state.enabled = true;
                  this.__resetField();
                  this.__resetRecord();
                  pos += recordDelimiterLength - 1;
                  continue;
                }
                if (skip_empty_lines === true && this.state.wasQuoting === false && this.state.record.length === 0 && this.state.field.length === 0) {
                  this.info.empty_lines++;
                  pos += recordDelimiterLength - 1;
                  continue;
                }
                this.info.bytes = this.state.bufBytesStart + pos;
                const errField = this.__onField();
                if (errField !== void 0) return errField;
                this.info.bytes = this.state.bufBytesStart + pos + recordDelimiterLength;
                const errRecord = this.__onRecord(push);
                if (errRecord !== void 0) return errRecord;
                if (to !== -1 && this.info.records >= to) {
                  this.state.stop = true;
                  close();
                  return;
                }
              }
              this.state.commenting = false;
              pos += recordDelimiterLength - 1;
              continue;
            }
            if (this.state.commenting) {
              continue;
            }
            if (comment !== null && (comment_no_infix === false || this.state.record.length === 0 && this.state.field.length === 0)) {
              const commentCount = this.__compareBytes(comment, buf, pos, chr);
              if (commentCount !== 0) {
                this.state.commenting = true;
                continue;
              }
            }
            const delimiterLength = this.__isDelimiter(buf, pos, chr);
            if (delimiterLength !== 0) {
              this.info.bytes = this.state.bufBytesStart + pos;
              const errField = this.__onField();
              if (errField !== void 0) return errField;
              pos += delimiterLength - 1;
              continue;
            }
          }
        }
        if (this.state.commenting === false) {
          if (max_record_size !== 0 && this.state.record_length + this.state.field.length > max_record_size) {
            return this.__error(
              new CsvError(
                "CSV_MAX_RECORD_SIZE",
                [
                  "Max Record Size:",
                  "record exceed the maximum number of tolerated bytes",
                  `of ${max_record_size}`,
                  `at line ${this.info.lines}`
                ],
                this.options,
                this.__infoField()
              )
            );
          }
        }
        const lappend = ltrim === false || this.state.quoting === true || this.state.field.length !== 0 || !this.__isCharTrimable(buf, pos);
        const rappend = rtrim === false || this.state.wasQuoting === false;
        if (lappend === true && rappend === true) {
          this.state.field.append(chr);
        } else if (rtrim === true && !this.__isCharTrimable(buf, pos)) {
          return this.__error(
            new CsvError(
              "CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE",
              [
                "Invalid Closing Quote:",
                "found non trimable byte after quote",
                `at line ${this.info.lines}`
              ],
              this.options,
              this.__infoField()
            )
          );
        } else {
          if (lappend === false) {
            pos += this.__isCharTrimable(buf, pos) - 1;
          }
          continue;
        }
      }
      if (end === true) {
        if (this.state.quoting === true) {
          const err = this.__error(
            new CsvError(
              "CSV_QUOTE_NOT_CLOSED",
              [
                "Quote Not Closed:",
                `the parsing is finished with an opening quote at line ${this.info.lines}`
              ],
              this.options,
              this.__infoField()
            )
          );
          if (err !== void 0) return err;
        } else {
          if (this.state.wasQuoting === true || this.state.record.length !== 0 || this.state.field.length !== 0) {
            this.info.bytes = this.state.bufBytesStart + pos;
            const errField = this.__onField();
            if (errField !== void 0) return errField;
            const errRecord = this.__onRecord(push);
            if (errRecord !== void 0) return errRecord;
          } else if (this.state.wasRowDelimiter === true) {
            this.info.empty_lines++;
          } else if (this.state.commenting === true) {
            this.info.comment_lines++;
          }
        }
      } else {
        this.state.bufBytesStart += pos;
        this.state.previousBuf = buf.slice(pos);
      }
      if (this.state.wasRowDelimiter === true) {
        this.info.lines++;
        this.state.wasRowDelimiter = false;
      }
    },
    __onRecord: function(push) {
      const {
        columns,
        group_columns_by_name,
        encoding,
        info: info2,
        from,
        relax_column_count,
        relax_column_count_less,
        relax_column_count_more,
        raw,
        skip_records_with_empty_values
      } = this.options;
      const { enabled, record } = this.state;
      if (enabled === false) {
        return this.__resetRecord();
      }
      const recordLength = record.length;
      if (columns === true) {
        if (skip_records_with_empty_values === true && isRecordEmpty(record)) {
          this.__resetRecord();
          return;
        }
        return this.__firstLineToColumns(record);
      }
      if (columns === false && this.info.records === 0) {
        this.state.expectedRecordLength = recordLength;
      }
      if (recordLength !== this.state.expectedRecordLength) {
        const err = columns === false ? new CsvError(
          "CSV_RECORD_INCONSISTENT_FIELDS_LENGTH",
          [
            "Invalid Record Length:",
            `expect ${this.state.expectedRecordLength},`,
            `got ${recordLength} on line ${this.info.lines}`
          ],
          this.options,
          this.__infoField(),
          {
            record
          }
        ) : new CsvError(
          "CSV_RECORD_INCONSISTENT_COLUMNS",
          [
            "Invalid Record Length:",
            `columns length is ${columns.length},`,
            // rename columns
            `got ${recordLength} on line ${this.info.lines}`
          ],
          this.options,
          this.__infoField(),
          {
            record
          }
        );
        if (relax_column_count === true || relax_column_count_less === true && recordLength < this.state.expectedRecordLength || relax_column_count_more === true && recordLength > this.state.expectedRecordLength) {
          this.info.invalid_field_length++;
          this.state.error = err;
        } else {
          const finalErr = this.__error(err);
          if (finalErr) return finalErr;
        }
      }
      if (skip_records_with_empty_values === true && isRecordEmpty(record)) {
        this.__resetRecord();
        return;
      }
      if (this.state.recordHasError === true) {
        this.__resetRecord();
        this.state.recordHasError = false;
        return;
      }
      this.info.records++;
      if (from === 1 || this.info.records >= from) {
        const { objname } = this.options;
        if (columns !== false) {
          const obj = {};
          for (let i = 0, l = record.length; i < l; i++) {
            if (columns[i] === void 0 || columns[i].disabled) continue;
            if (group_columns_by_name === true && Object.hasOwn(obj, columns[i].name)) {
              if (Array.isArray(obj[columns[i].name])) {
                obj[columns[i].name] = obj[columns[i].name].concat(record[i]);
              } else {
                obj[columns[i].name] = [obj[columns[i].name], record[i]];
              }
            } else {
              Object.defineProperty(obj, columns[i].name, {
                value: record[i],
                enumerable: true,
                writable: true,
                configurable: true
              });
            }
          }
          if (raw === true || info2 === true) {
            const extRecord = Object.assign(
              { record: obj },
              raw === true ? { raw: this.state.rawBuffer.toString(encoding) } : {},
              info2 === true ? { info: this.__infoRecord() } : {}
            );
            const err = this.__push(
              objname === void 0 ? extRecord : [obj[objname], extRecord],
              push
            );
            if (err) {
              return err;
            }
          } else {
            const err = this.__push(
              objname === void 0 ? obj : [obj[objname], obj],
              push
            );
            if (err) {
              return err;
            }
          }
        } else {
          if (raw === true || info2 === true) {
            const extRecord = Object.assign(
              { record },
              raw === true ? { raw: this.state.rawBuffer.toString(encoding) } : {},
              info2 === true ? { info: this.__infoRecord() } : {}
            );
            const err = this.__push(
              objname === void 0 ? extRecord : [record[objname], extRecord],
              push
            );
            if (err) {
              return err;
            }
          } else {
            const err = this.__push(
              objname === void 0 ? record : [record[objname], record],
              push
            );
            if (err) {
              return err;
            }
          }
        }
      }
      this.__resetRecord();
    },
    __firstLineToColumns: function(record) {
      const { firstLineToHeaders } = this.state;
      try {
        const headers = firstLineToHeaders === void 0 ? record : firstLineToHeaders.call(null, record);
        if (!Array.isArray(headers)) {
          return this.__error(
            new CsvError(
              "CSV_INVALID_COLUMN_MAPPING",
              [
                "Invalid Column Mapping:",
                "expect an array from column function,",
                `got ${JSON.stringify(headers)}`
              ],
              this.options,
              this.__infoField(),
              {
                headers
              }
            )
          );
        }
        const normalizedHeaders = normalize_columns_array(headers);
        this.state.expectedRecordLength = normalizedHeaders.length;
        this.options.columns = normalizedHeaders;
        this.__resetRecord();
        return;
      } catch (err) {
        return err;
      }
    },
    __resetRecord: function() {
      if (this.options.raw === true) {
        this.state.rawBuffer.reset();
      }
      this.state.error = void 0;
      this.state.record = [];
      this.state.record_length = 0;
    },
    __onField: function() {
      const { cast, encoding, rtrim, max_record_size } = this.options;
      const { enabled, wasQuoting } = this.state;
      if (enabled === false) {
        return this.__resetField();
      }
      let field = this.state.field.toString(encoding);
      if (rtrim === true && wasQuoting === false) {
        field = field.trimRight();
      }
      if (cast === true) {
        const [err, f] = this.__cast(field);
        if (err !== void 0) return err;
        field = f;
      }
      this.state.record.push(field);
      if (max_record_size !== 0 && typeof field === "string") {
        this.state.record_length += field.length;
      }
      this.__resetField();
    },
    __resetField: function() {
      this.state.field.reset();
      this.state.wasQuoting = false;
    },
    __push: function(record, push) {
      const { on_record } = this.options;
      if (on_record !== void 0) {
        const info2 = this.__infoRecord();
        try {
          record = on_record.call(null, record, info2);
        } catch (err) {
          return err;
        }
        if (record === void 0 || record === null) {
          return;
        }
      }
      this.info.bytes_records += this.info.bytes;
      push(record);
    },
    // Return a tuple with the error and the casted value
    __cast: function(field) {
      const { columns, relax_column_count } = this.options;
      const isColumns = Array.isArray(columns);
      if (isColumns === true && relax_column_count && this.options.columns.length <= this.state.record.length) {
        return [void 0, void 0];
      }
      if (this.state.castField !== null) {
        try {
          const info2 = this.__infoField();
          return [void 0, this.state.castField.call(null, field, info2)];
        } catch (err) {
          return [err];
        }
      }
      if (this.__isFloat(field)) {
        return [void 0, parseFloat(field)];
      } else if (this.options.cast_date !== false) {
        const info2 = this.__infoField();
        return [void 0, this.options.cast_date.call(null, field, info2)];
      }
      return [void 0, field];
    },
    __compareBytes: function(sourceBuf, targetBuf, targetPos, firstByte) {
      if (sourceBuf[0] !== firstByte) return 0;
      const sourceLength = sourceBuf.length;
      for (let i = 1; i < sourceLength; i++) {
        if (sourceBuf[i] !== targetBuf[targetPos + i]) return 0;
      }
      return sourceLength;
    },
    // Helper to test if a character is trimable
    __isCharTrimable: function(buf, pos) {
      const { timchars, timcharFirstBytes } = this.state;
      const first = buf[pos];
      if (first === void 0 || timcharFirstBytes[first] === 0) return 0;
      loop1: for (let i = 0; i < timchars.length; i++) {
        const timchar = timchars[i];
        for (let j = 0; j < timchar.length; j++) {
          if (timchar[j] !== buf[pos + j]) continue loop1;
        }
        return timchar.length;
      }
      return 0;
    },
    __isDelimiter: function(buf, pos, chr) {
      const { delimiter, ignore_last_delimiters } = this.options;
      if (ignore_last_delimiters === true && this.state.record.length === this.options.columns.length - 1) {
        return 0;
      } else if (ignore_last_delimiters !== false && typeof ignore_last_delimiters === "number" && this.state.record.length === ignore_last_delimiters - 1) {
        return 0;
      }
      loop1: for (let i = 0; i < delimiter.length; i++) {
        const del = delimiter[i];
        if (del[0] === chr) {
          for (let j = 1; j < del.length; j++) {
            if (del[j] !== buf[pos + j]) continue loop1;
          }
          return del.length;
        }
      }
      return 0;
    },
    __isEscape: function(buf, pos, chr) {
      const { escape } = this.options;
      if (escape === null) return false;
      const l = escape.length;
      if (escape[0] === chr) {
        for (let i = 0; i < l; i++) {
          if (escape[i] !== buf[pos + i]) {
            return false;
          }
        }
        return true;
      }
      return false;
    },
    __isFloat: function(value) {
      return value - parseFloat(value) + 1 >= 0;
    },
    // Keep it in case we implement the `cast_int` option
    // __isInt(value){
    //   // return Number.isInteger(parseInt(value))
    //   // return !isNaN( parseInt( obj ) );
    //   return /^(\-|\+)?[1-9][0-9]*$/.test(value)
    // }
    __isQuote: function(buf, pos) {
      const { quote } = this.options;
      if (quote === null) return false;
      const l = quote.length;
      for (let i = 0; i < l; i++) {
        if (quote[i] !== buf[pos + i]) {
          return false;
        }
      }
      return true;
    },
    __isRecordDelimiter: function(chr, buf, pos) {
      const { record_delimiter } = this.options;
      const recordDelimiterLength = record_delimiter.length;
      loop1: for (let i = 0; i < recordDelimiterLength; i++) {
        const rd = record_delimiter[i];
        const rdLength = rd.length;
        if (rd[0] !== chr) {
          continue;
        }
        for (let j = 1; j < rdLength; j++) {
          if (rd[j] !== buf[pos + j]) {
            continue loop1;
          }
        }
        return rd.length;
      }
      return 0;
    },
    __autoDiscoverRecordDelimiter: function(buf, pos) {
      const { encoding } = this.options;
      const rds = [
        // Important, the windows line ending must be before mac os 9
        Buffer.from("\r\n", encoding),
        Buffer.from("\n", encoding),
        Buffer.from("\r", encoding)
      ];
      loop: for (let i = 0; i < rds.length; i++) {
        const l = rds[i].length;
        for (let j = 0; j < l; j++) {
          if (rds[i][j] !== buf[pos + j]) {
            continue loop;
          }
        }
        this.options.record_delimiter.push(rds[i]);
        this.state.recordDelimiterMaxLength = rds[i].length;
        return rds[i].length;
      }
      return 0;
    },
    __error: function(msg) {
      const { encoding, raw, skip_records_with_error } = this.options;
      const err = typeof msg === "string" ? new Error(msg) : msg;
      if (skip_records_with_error) {
        this.state.recordHasError = true;
        if (this.options.on_skip !== void 0) {
          try {
            this.options.on_skip(
              err,
              raw ? this.state.rawBuffer.toString(encoding) : void 0
            );
          } catch (err2) {
            return err2;
          }
        }
        return void 0;
      } else {
        return err;
      }
    },
    __infoDataSet: function() {
      return {
        ...this.info,
        columns: this.options.columns
      };
    },
    __infoRecord: function() {
      const { columns, raw, encoding } = this.options;
      return {
        ...this.__infoDataSet(),
        bytes_records: this.info.bytes,
        error: this.state.error,
        header: columns === true,
        index: this.state.record.length,
        raw: raw ? this.state.rawBuffer.toString(encoding) : void 0
      };
    },
    __infoField: function() {
      const { columns } = this.options;
      const isColumns = Array.isArray(columns);
      const bytes_records = this.info.bytes_records;
      return {
        ...this.__infoRecord(),
        bytes_records,
        column: isColumns === true ? columns.length > this.state.record.length ? columns[this.state.record.length].name : null : this.state.record.length,
        quoting: this.state.wasQuoting
      };
    }
  };
};

// node_modules/csv-parse/lib/sync.js
var parse = function(data, opts = {}) {
  if (typeof data === "string") {
    data = Buffer.from(data);
  }
  const records = opts && opts.objname ? /* @__PURE__ */ Object.create(null) : [];
  const parser = transform(opts);
  const push = (record) => {
    if (parser.options.objname === void 0) records.push(record);
    else {
      records[record[0]] = record[1];
    }
  };
  const close = () => {
  };
  const error = parser.parse(data, true, push, close);
  if (error !== void 0) throw error;
  return records;
};

// src/csv/parser.ts
function parseRecords(bytes, csv) {
  const records = parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
    bom: false,
    delimiter: Buffer.from(csv.delimiter),
    quote: csv.quote === "" ? null : Buffer.from(csv.quote),
    escape: csv.quote === "" ? null : Buffer.from(csv.quote),
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    skip_empty_lines: true,
    ...csv.comment === void 0 ? {} : { comment: csv.comment, comment_no_infix: true },
    encoding: "latin1"
  });
  return records.map((record) => record.map((field) => Buffer.from(field, "latin1")));
}
function parseRecord(bytes, csv) {
  try {
    const [fields, ...more] = parseRecords(bytes, csv);
    if (fields !== void 0 && more.length === 0) return { fields };
    return { rule: "CSV_ODD_QUOTES", problem: "its quotes do not show where it ends" };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { rule: error.code, problem: PROBLEMS[error.code] ?? "csv-parse cannot read it" };
  }
}
var PROBLEMS = {
  CSV_INVALID_CLOSING_QUOTE: "text follows a closing quote; double a quote that belongs to the value",
  INVALID_OPENING_QUOTE: "a quote stands inside a field that is not quoted; quote the whole field and double the quote",
  CSV_QUOTE_NOT_CLOSED: "a quoted field is never closed"
};

// src/csv/whole-scanner.ts
var RECORDS_AT_ONCE = 1e3;
function createWholeScanner(csv, memory) {
  const split = createSplitter(csv);
  let values = memory.bytes(64 * 1024);
  let used = 0;
  function keep(value) {
    if (used + value.length > values.length) {
      const grown = memory.bytes(Math.max(used + value.length, values.length * 2));
      grown.set(values.subarray(0, used));
      memory.release(values);
      values = grown;
    }
    values.set(value, used);
    used += value.length;
  }
  return {
    scan(bounds, block) {
      split(bounds, block, RECORDS_AT_ONCE);
      if (block.records === 0) return;
      const { text } = bounds;
      const from = block.recordStarts[0];
      const to = block.recordEnds[block.records - 1];
      const parsed = parseBlock(text.subarray(from, to), block.records, csv);
      block.fields = 0;
      block.leastFields = Number.POSITIVE_INFINITY;
      block.mostFields = 0;
      block.longest = 0;
      for (let record = 0; record < block.records; record++) {
        const start = block.recordStarts[record];
        const end = block.recordEnds[record];
        let fields = parsed?.[record];
        if (fields === void 0) {
          const alone = parseRecord(text.subarray(start, end), csv);
          if ("fields" in alone) fields = alone.fields;
        }
        const found = fields ?? [];
        block.leastFields = Math.min(block.leastFields, found.length);
        block.mostFields = Math.max(block.mostFields, found.length);
        block.longest = Math.max(block.longest, end - start);
        if (block.fields + found.length > fieldRoom(block)) growFields(block, found.length, memory);
        block.odd[record] = fields === void 0 ? 1 : 0;
        block.odds += block.odd[record];
        block.firstField[record] = block.fields;
        for (const field of found) {
          block.fieldSpans[2 * block.fields] = used;
          keep(field);
          block.fieldSpans[2 * block.fields + 1] = used;
          block.escaped[block.fields] = 0;
          block.fields++;
        }
      }
      block.firstField[block.records] = block.fields;
    },
    fieldBytes: () => values,
    reset() {
      used = 0;
    }
  };
}
function parseBlock(bytes, records, csv) {
  try {
    const parsed = parseRecords(bytes, csv);
    return parsed.length === records ? parsed : void 0;
  } catch {
    return void 0;
  }
}
function growFields(block, more, memory) {
  const room = Math.max(block.fields + more, fieldRoom(block) * 2);
  const { fieldSpans, escaped } = block;
  block.fieldSpans = memory.words(2 * room);
  block.fieldSpans.set(fieldSpans);
  block.escaped = memory.bytes(room);
  block.escaped.set(escaped);
  for (const old of [fieldSpans, escaped]) memory.release(old);
}

// src/csv/dialect.ts
function byteDialect(csv) {
  const delimiter = Buffer.from(csv.delimiter);
  const quote = Buffer.from(csv.quote);
  if (csv.comment !== void 0 || delimiter.length !== 1 || quote.length > 1) return void 0;
  return { delimiter: delimiter[0], quote: quote[0] ?? 256 };
}
function createScanner(csv, kernel, memory) {
  const dialect = byteDialect(csv);
  if (dialect === void 0) return createWholeScanner(csv, memory);
  return {
    scan: (bounds, block) => kernel.scan({ ...bounds, dialect }, block),
    fieldBytes: (text) => text,
    reset: () => {
    }
  };
}
function createBoundScan(csv, kernel) {
  const dialect = byteDialect(csv);
  if (dialect !== void 0) return (bounds, block) => kernel.scan({ ...bounds, dialect }, block);
  const split = createSplitter(csv);
  return (bounds, block) => split(bounds, block, block.recordStarts.length);
}

// src/csv/group.ts
import { isUtf8 as isUtf82 } from "node:buffer";

// src/csv/block-rows.ts
function moveFields(block, from, to, width) {
  if (from === to) return;
  block.fieldSpans.copyWithin(2 * to, 2 * from, 2 * (from + width));
  block.escaped.copyWithin(to, from, from + width);
}

// src/csv/invalid-utf8.ts
import { isUtf8 } from "node:buffer";
function invalidUtf8At(bytes) {
  if (isUtf8(bytes)) return void 0;
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at];
    const length = byte < 128 ? 1 : byte < 224 ? 2 : byte < 240 ? 3 : 4;
    const character = bytes.subarray(at, at + length);
    if (character.length < length || !isUtf8(character)) return at;
    at += length;
  }
  return void 0;
}

// src/csv/limit.ts
function fieldTooLong({ file, line, limit }) {
  return new ContractError(
    "CSV_LIMIT_FIELD",
    `${file}:${line}: a field is longer than ${formatBytes(limit)}; is a quote left open? Else raise limits.field`,
    { file, line, limit }
  );
}
function recordTooLong({ file, line, limit }) {
  return new ContractError(
    "CSV_LIMIT_RECORD",
    `${file}:${line}: a record is longer than ${formatBytes(limit)}; is a quote left open? Else raise limits.record`,
    { file, line, limit }
  );
}
function tooManyColumns({ file, line, limit }) {
  return new ContractError(
    "CSV_LIMIT_COLUMNS",
    `${file}:${line}: a record has more than ${formatCount(limit)} columns; check csv.delimiter, or raise limits.columns`,
    { file, line, limit }
  );
}
function headerTooLong({ file, line, limit }) {
  return new ContractError(
    "CSV_LIMIT_HEADER",
    `${file}:${line}: the header is longer than ${formatBytes(limit)}; is this a CSV file? Else raise limits.header`,
    { file, line, limit }
  );
}

// src/csv/originals.ts
function createOriginals() {
  let starts = new Uint32Array(0);
  let ends = new Uint32Array(0);
  return {
    reserve(rows) {
      const [oldStarts, oldEnds] = [starts, ends];
      starts = new Uint32Array(rows);
      starts.set(oldStarts);
      ends = new Uint32Array(rows);
      ends.set(oldEnds);
    },
    add(row, from, to) {
      copyBytes(from, starts.subarray(row));
      copyBytes(to, ends.subarray(row));
    },
    finish: (bytes, rows) => ({ bytes, starts: starts.subarray(0, rows), ends: ends.subarray(0, rows) })
  };
}
function restoreQuotes(record, { delimiter, quote }) {
  const original = new Uint8Array(record.length);
  const { length } = record;
  let at = 0;
  let to = 0;
  while (at < length) {
    if (record[at] === quote) {
      original[to++] = record[at++];
      let doubled = 0;
      for (; record[at] === 0; at++) doubled++;
      for (let isOpen = true; isOpen && at < length; ) {
        const byte = record[at++];
        original[to++] = byte;
        if (byte !== quote) continue;
        if (doubled === 0) isOpen = false;
        else {
          original[to++] = quote;
          doubled--;
        }
      }
    }
    for (let isOpen = true; isOpen && at < length; ) {
      const byte = record[at++];
      original[to++] = byte;
      isOpen = byte !== delimiter;
    }
  }
  return original;
}

// src/csv/text-columns.ts
var ROWS_TO_JUDGE = 2e4;
var LARGEST_SHARE = 1 / 2;
function createColumnBuilder(direct, { kernel, memory }) {
  const dictionary = direct ? void 0 : kernel.createDictionary(memory);
  let isDirect = direct;
  let room = 0;
  let indices = memory.shorts(0);
  let starts = memory.words(0);
  let ends = memory.words(0);
  function spread(looked, rows) {
    reserveSpans();
    for (let row = 0; row < rows; row++) {
      const at = indices[row];
      starts[row] = looked.starts[at];
      ends[row] = looked.ends[at];
    }
    isDirect = true;
  }
  function reserveSpans() {
    if (starts.length >= room) return;
    starts = grown(starts, memory.words(room));
    ends = grown(ends, memory.words(room));
  }
  return {
    reserve(rows) {
      room = rows;
      if (dictionary !== void 0) indices = grown(indices, memory.shorts(rows));
      if (isDirect) reserveSpans();
    },
    add(block, bytes, first, stride, count, at) {
      const { fieldSpans: spans } = block;
      let taken = 0;
      if (dictionary !== void 0 && !isDirect) {
        const request = { dictionary, text: bytes, spans, first, stride, count };
        taken = kernel.look({ ...request, out: indices, outAt: at });
        if (taken === count) return;
        spread(dictionary, at + taken);
      }
      const from = { spans, first: first + taken * stride, stride, count: count - taken };
      kernel.part(from, starts.subarray(at + taken), ends.subarray(at + taken));
    },
    finish(bytes, rows) {
      if (dictionary !== void 0 && !isDirect && rows > ROWS_TO_JUDGE && dictionary.size > rows * LARGEST_SHARE) {
        spread(dictionary, rows);
      }
      if (dictionary === void 0 || isDirect) {
        const values2 = { bytes, starts: starts.subarray(0, rows), ends: ends.subarray(0, rows) };
        return { kind: "direct", values: values2, distinct: dictionary?.size ?? 0 };
      }
      const { size } = dictionary;
      const values = { bytes, starts: dictionary.starts.subarray(0, size), ends: dictionary.ends.subarray(0, size) };
      return { kind: "dictionary", indices: indices.subarray(0, rows), values };
    },
    reset() {
      isDirect = direct;
      dictionary?.clear();
    }
  };
  function grown(from, to) {
    to.set(from);
    memory.release(from);
    return to;
  }
}

// src/csv/group.ts
var FIRST_ROWS = 4096;
function createGroup(options) {
  const { csv, limits, file, kernel } = options;
  const dialect = byteDialect(csv);
  const width = options.header.length;
  const shortestLimit = Math.min(limits.field, limits.record);
  const columns = options.header.map((_, at) => createColumnBuilder(options.direct[at] === true, options));
  const originals = createOriginals();
  let lines = new Uint32Array(0);
  let rows = 0;
  let malformed = [];
  let droppedExtra = 0;
  let isCollapsed = false;
  function reserve(wanted) {
    if (wanted <= lines.length) return;
    const room = Math.max(wanted, lines.length * 2, FIRST_ROWS);
    const more = new Uint32Array(room);
    more.set(lines);
    lines = more;
    originals.reserve(room);
    for (const column of columns) column.reserve(room);
  }
  function faultOf(placed, r, isSuspect) {
    const { block, text } = placed;
    if (isSuspect) {
      const bytes = text.subarray(block.recordStarts[r], block.recordEnds[r]);
      if (bytes.includes(0)) return { rule: "NUL", problem: "it holds a NUL byte" };
      const at = invalidUtf8At(bytes);
      if (at !== void 0) {
        const offset = placed.base + block.recordStarts[r] + at;
        return {
          rule: "ENCODING",
          problem: `it holds a byte that is not UTF-8, at offset ${offset} of the text; set csv.encoding to the encoding the file is written in`
        };
      }
    }
    if (block.odd[r] === 1) {
      const bytes = text.subarray(block.recordStarts[r], block.recordEnds[r]);
      const parsed = parseRecord(bytes, csv);
      return "rule" in parsed ? parsed : { rule: "CSV_ODD_QUOTES", problem: "its quotes are misplaced" };
    }
    const first = block.firstField[r];
    const fields = block.firstField[r + 1] - first;
    if (fields === width) return void 0;
    const inconsistent = (how) => ({
      rule: "CSV_RECORD_INCONSISTENT_COLUMNS",
      problem: `it has ${fields} fields where the header has ${width}${how}`
    });
    if (fields < width) return inconsistent("");
    for (let at = first + width; at < first + fields; at++) {
      if (block.fieldSpans[2 * at] !== block.fieldSpans[2 * at + 1]) return inconsistent("");
    }
    if (csv.extraEmptyColumns === "error")
      return inconsistent(", all empty beyond it; csv.extra_empty_columns: drop takes such rows");
    droppedExtra++;
    return void 0;
  }
  function checkLimits({ block, line }) {
    if (block.mostFields <= limits.columns && block.longest <= shortestLimit) return;
    for (let r = 0; r < block.records; r++) {
      const first = block.firstField[r];
      const next = block.firstField[r + 1];
      const at = line + block.recordLines[r];
      if (next - first > limits.columns) throw tooManyColumns({ file, line: at, limit: limits.columns });
      const length = block.recordEnds[r] - block.recordStarts[r];
      if (length <= limits.field && length <= limits.record) continue;
      if (next === first && length > limits.field) throw fieldTooLong({ file, line: at, limit: limits.field });
      for (let field = first; field < next; field++) {
        if (block.fieldSpans[2 * field + 1] - block.fieldSpans[2 * field] > limits.field) {
          throw fieldTooLong({ file, line: at, limit: limits.field });
        }
      }
      if (length > limits.record) throw recordTooLong({ file, line: at, limit: limits.record });
    }
  }
  function takeAll({ block, line }) {
    const { records, recordLines } = block;
    for (let r = 0; r < records; r++) lines[rows + r] = line + recordLines[r];
    originals.add(rows, block.recordStarts.subarray(0, records), block.recordEnds.subarray(0, records));
    rows += records;
  }
  function takeOneByOne(placed, isSuspect) {
    const { block, text, line } = placed;
    const firstRow = rows;
    for (let r = 0; r < block.records; r++) {
      const recordLine = line + block.recordLines[r];
      const fault = faultOf(placed, r, isSuspect);
      if (fault !== void 0) {
        const recordStart = block.recordStarts[r];
        const recordEnd = Math.min(block.recordEnds[r], recordStart + MAX_ORIGINAL_TEXT);
        const original = Uint8Array.from(text.subarray(recordStart, recordEnd));
        malformed.push({ line: recordLine, record: placed.record + r, ...fault, text: original });
        continue;
      }
      moveFields(block, block.firstField[r], (rows - firstRow) * width, width);
      lines[rows] = recordLine;
      originals.add(rows, block.recordStarts.subarray(r, r + 1), block.recordEnds.subarray(r, r + 1));
      rows++;
    }
  }
  return {
    add(placed) {
      const { block, text, start } = placed;
      checkLimits(placed);
      const bytes = text.subarray(start, block.consumed);
      const isSuspect = bytes.includes(0) || !isUtf82(bytes);
      reserve(rows + block.records);
      const firstRow = rows;
      if (!isSuspect && block.odds === 0 && block.leastFields === width && block.mostFields === width) takeAll(placed);
      else takeOneByOne(placed, isSuspect);
      const count = rows - firstRow;
      if (block.escapes > 0 && dialect !== void 0) {
        kernel.collapse(block, count * width, text, dialect.quote);
        isCollapsed = true;
      }
      for (let column = 0; column < width; column++) {
        columns[column]?.add(block, placed.fieldBytes, column, width, count, firstRow);
      }
    },
    isEmpty: () => rows === 0 && malformed.length === 0,
    droppedExtra: () => droppedExtra,
    finish(number, text, fieldBytes) {
      const records = originals.finish(text, rows);
      const { starts, ends } = records;
      return {
        group: number,
        rows,
        columns: columns.map((column) => column.finish(fieldBytes, rows)),
        lines: lines.subarray(0, rows),
        records,
        ...isCollapsed && dialect !== void 0 ? { recordText: (row) => restoreQuotes(text.subarray(starts[row], ends[row]), dialect) } : {},
        malformed
      };
    },
    reset() {
      rows = 0;
      droppedExtra = 0;
      malformed = [];
      isCollapsed = false;
      for (const column of columns) column.reset();
    }
  };
}

// src/csv/group-reader.ts
var BLOCK_FIELDS = 32 * 1024;
var BLOCK_RECORDS = 16 * 1024;
function createGroupReader(options) {
  const { csv, limits, file, kernel } = options;
  const memory = kernel.openMemory();
  const scanner = createScanner(csv, kernel, memory);
  const group = createGroup({ ...options, memory });
  let block = kernel.createScanBlock(memory, { records: BLOCK_RECORDS, fields: BLOCK_FIELDS });
  function growBlock(line) {
    const fields = fieldRoom(block);
    if (fields > limits.columns) throw tooManyColumns({ file, line: line + block.lines, limit: limits.columns });
    releaseScanBlock(memory, block);
    block = kernel.createScanBlock(memory, { records: BLOCK_RECORDS, fields: fields * 2 });
  }
  return {
    read({ bytes, base, line: firstLine }, place) {
      group.reset();
      scanner.reset();
      const end = bytes.length;
      const found = { records: 0, blank: 0 };
      let line = firstLine;
      let start = 0;
      while (start < end) {
        scanner.scan({ text: bytes, start, end, final: true, stopAt: end }, block);
        if (block.records === 0 && block.full) {
          growBlock(line);
          continue;
        }
        const fieldBytes = scanner.fieldBytes(bytes);
        if (block.records > 0)
          group.add({ block, text: bytes, base, start, fieldBytes, line, record: place.records + found.records });
        found.records += block.records;
        found.blank += block.blank;
        line += block.lines;
        if (block.consumed === start) throw new Error(`${file}: a row group that does not end where a record ends`);
        start = block.consumed;
      }
      const batch = group.isEmpty() ? void 0 : group.finish(place.group, bytes, scanner.fieldBytes(bytes));
      return { ...found, droppedExtra: group.droppedExtra(), ...batch === void 0 ? {} : { batch } };
    },
    close: () => memory.close()
  };
}

// src/kernel/byte-dictionary.ts
var MAX_STRINGS = MAX_DICTIONARY - 1;
var FIRST_BITS = 8;
var MOST_BITS = 17;
var SLOT_BYTES = 16;
var SIZE = 0;
var CAPACITY = 1;
var TABLE = 2;
var SLOT_BITS = 3;
var STARTS = 4;
var ENDS = 5;
var WORDS = 6 + 34;
var KernelDictionary = class {
  #memory;
  words;
  starts;
  ends;
  #table;
  constructor(memory) {
    this.#memory = memory;
    this.words = memory.words(WORDS);
    this.starts = memory.words(2 ** (FIRST_BITS - 1));
    this.ends = memory.words(2 ** (FIRST_BITS - 1));
    this.#table = memory.bytes(SLOT_BYTES << FIRST_BITS);
    this.#table.fill(0);
    this.words[SIZE] = 0;
    this.words[SLOT_BITS] = FIRST_BITS;
    this.#describe();
  }
  get size() {
    return this.words[SIZE];
  }
  clear() {
    if (this.size > 0) this.#table.fill(0);
    this.words[SIZE] = 0;
  }
  /** Twice the room; false where it is as large as it may become, or has room still. */
  grow() {
    const bits = this.words[SLOT_BITS];
    if (bits === MOST_BITS || this.size < 2 ** (bits - 1)) return false;
    const [oldTable, oldStarts, oldEnds] = [this.#table, this.starts, this.ends];
    this.#table = this.#memory.bytes(SLOT_BYTES << bits + 1);
    this.#table.fill(0);
    this.starts = this.#memory.words(2 ** bits);
    this.starts.set(oldStarts);
    this.ends = this.#memory.words(2 ** bits);
    this.ends.set(oldEnds);
    this.words[SLOT_BITS] = bits + 1;
    this.#describe();
    const machine = theMachine();
    machine.calls.rehash(machine.placeOf(this.words), machine.placeOf(oldTable), bits);
    for (const old of [oldTable, oldStarts, oldEnds]) this.#memory.release(old);
    return true;
  }
  #describe() {
    const machine = theMachine();
    this.words[CAPACITY] = MAX_STRINGS;
    this.words[TABLE] = machine.placeOf(this.#table);
    this.words[STARTS] = machine.placeOf(this.starts);
    this.words[ENDS] = machine.placeOf(this.ends);
  }
};
function createByteDictionary(memory) {
  return new KernelDictionary(memory);
}
function look(request) {
  const { dictionary, stride, count, outAt } = request;
  if (!(dictionary instanceof KernelDictionary)) throw new TypeError("a dictionary of another kernel");
  const machine = theMachine();
  const place = machine.placeOf(dictionary.words);
  const text = machine.placeOf(request.text);
  const spans = machine.placeOf(request.spans);
  const out = machine.placeOf(request.out) + 2 * outAt;
  let taken = 0;
  for (; ; ) {
    const first = request.first + taken * stride;
    taken += machine.calls.look(place, text, spans, first, stride, count - taken, out + 2 * taken);
    if (taken === count || !dictionary.grow()) return taken;
  }
}

// src/kernel/scan.ts
var GIVEN = 9;
var FOUND = 14;
function scan(request, block) {
  const machine = theMachine();
  const { start, end, final, stopAt, dialect } = request;
  const place = machine.scratch(4 * (GIVEN + FOUND));
  const words = new Int32Array(machine.bytes().buffer, place, GIVEN + FOUND);
  words[0] = machine.placeOf(block.recordStarts);
  words[1] = machine.placeOf(block.recordEnds);
  words[2] = machine.placeOf(block.recordLines);
  words[3] = machine.placeOf(block.firstField);
  words[4] = machine.placeOf(block.odd);
  words[5] = machine.placeOf(block.fieldSpans);
  words[6] = machine.placeOf(block.escaped);
  words[7] = block.recordStarts.length;
  words[8] = fieldRoom(block);
  const text = machine.placeOf(request.text);
  const most = Math.min(stopAt, 4294967295);
  machine.calls.scan(place, text, start, end, final ? 1 : 0, most, dialect.delimiter, dialect.quote);
  const found = words.subarray(GIVEN);
  block.records = found[0];
  block.fields = found[1];
  block.blank = found[2];
  block.lines = found[3];
  block.escapes = found[4];
  block.odds = found[5];
  block.consumed = found[6];
  block.stopped = found[7] === 1;
  block.full = found[8] === 1;
  block.cutField = found[9];
  block.cutFields = found[10];
  block.leastFields = found[11];
  block.mostFields = found[12];
  block.longest = found[13];
}
function countLines(text, start, end) {
  const machine = theMachine();
  return machine.calls.countLines(machine.placeOf(text), start, end);
}
function skipRecords({ text, start, end, dialect }) {
  const machine = theMachine();
  return machine.calls.skipRecords(machine.placeOf(text), start, end, dialect.delimiter, dialect.quote);
}
function collapse(block, fields, text, quote) {
  const machine = theMachine();
  const [spans, escaped] = [machine.placeOf(block.fieldSpans), machine.placeOf(block.escaped)];
  machine.calls.collapse(machine.placeOf(text), spans, escaped, fields, quote);
}
function part({ spans, first, stride, count }, starts, ends) {
  if (count === 0) return;
  const machine = theMachine();
  const [from, to] = [machine.placeOf(starts), machine.placeOf(ends)];
  machine.calls.part(machine.placeOf(spans), first, stride, count, from, to);
}

// src/kernel/wasm-kernel.ts
var wasmKernel = {
  openMemory: () => theMachine().openMemory(),
  createScanBlock,
  createDictionary: createByteDictionary,
  scan,
  countLines,
  skipRecords,
  collapse,
  part,
  look
};

export {
  fieldRoom,
  releaseScanBlock,
  parseRecord,
  byteDialect,
  createBoundScan,
  invalidUtf8At,
  fieldTooLong,
  recordTooLong,
  tooManyColumns,
  headerTooLong,
  createGroupReader,
  wasmKernel
};
