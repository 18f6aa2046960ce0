import type { Scalar } from './scalar.ts';

/** Distinct values, numbered from 1 on. */
export interface DistinctValues {
  idOf(value: Scalar): number;
  valueOf(id: number): Scalar;
  size(): number;
}

/** `known`: the first of them, which are distinct. */
export function createDistinctValues(known: Float64Array = new Float64Array(0)): DistinctValues {
  const more: Scalar[] = [];
  /** Made when it is first needed: most columns have no values but those that are known. */
  let ids: Map<Scalar, number> | undefined;
  return {
    idOf(value) {
      ids ??= new Map(Array.from(known, (each, at) => [keyOf(each), at + 1]));
      const key = keyOf(value);
      let id = ids.get(key);
      if (id === undefined) {
        id = known.length + more.push(value);
        ids.set(key, id);
      }
      return id;
    },
    valueOf: (id) => (id <= known.length ? known[id - 1] : more[id - 1 - known.length]) as Scalar,
    size: () => known.length + more.length,
  };
}

/** A Map takes −0 for 0; as doubles they are two values. */
function keyOf(value: Scalar): Scalar {
  return Object.is(value, -0) ? '-0' : value;
}
