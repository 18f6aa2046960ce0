import { allocateValues, type Values } from '../table/column.ts';

/** The values at these positions, in this order. Texts stay where they are: only their spans are gathered. */
export function gather(values: Values, positions: Uint32Array | Int32Array): Values {
  const count = positions.length;
  switch (values.physical) {
    case 'bytes': {
      const { bytes, starts, ends } = values.data;
      const data = { bytes, starts: new Uint32Array(count), ends: new Uint32Array(count) };
      for (let at = 0; at < count; at++) {
        data.starts[at] = starts[positions[at] as number] as number;
        data.ends[at] = ends[positions[at] as number] as number;
      }
      return { physical: 'bytes', data };
    }
    case 'int32':
    case 'boolean': {
      const out = allocateValues(values.physical, count);
      for (let at = 0; at < count; at++) out.data[at] = values.data[positions[at] as number] as number;
      return out;
    }
    case 'int64':
    case 'double': {
      const out = allocateValues(values.physical, count);
      // Words, because a BigInt for each value costs more than the copy, and a double may be a NaN with a payload.
      const from = new Int32Array(values.data.buffer, values.data.byteOffset, values.data.length * 2);
      const to = new Int32Array(out.data.buffer);
      for (let at = 0; at < count; at++) {
        const position = positions[at] as number;
        to[2 * at] = from[2 * position] as number;
        to[2 * at + 1] = from[2 * position + 1] as number;
      }
      return out;
    }
    case 'decimal': {
      const data = new Uint8Array(count * 16);
      for (let at = 0; at < count; at++) {
        const from = 16 * (positions[at] as number);
        for (let byte = 0; byte < 16; byte++) data[16 * at + byte] = values.data[from + byte] as number;
      }
      return { physical: 'decimal', data };
    }
  }
}
