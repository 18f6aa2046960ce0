import { monthText } from '../demo/months.ts';
import type { Dataset, DatasetColumn } from './dataset.ts';

export const MONTH = '2021-01';

/** The official month's columns. Amounts are floats: not every contestant can write decimals. */
const COLUMNS: readonly DatasetColumn[] = [
  { name: 'VendorID', type: 'int64' },
  { name: 'tpep_pickup_datetime', type: 'datetime' },
  { name: 'tpep_dropoff_datetime', type: 'datetime' },
  { name: 'passenger_count', type: 'int64' },
  { name: 'trip_distance', type: 'float64' },
  { name: 'RatecodeID', type: 'int64' },
  { name: 'store_and_fwd_flag', type: 'string' },
  { name: 'PULocationID', type: 'int64' },
  { name: 'DOLocationID', type: 'int64' },
  { name: 'payment_type', type: 'int64' },
  { name: 'fare_amount', type: 'float64' },
  { name: 'extra', type: 'float64' },
  { name: 'mta_tax', type: 'float64' },
  { name: 'tip_amount', type: 'float64' },
  { name: 'tolls_amount', type: 'float64' },
  { name: 'improvement_surcharge', type: 'float64' },
  { name: 'total_amount', type: 'float64' },
  { name: 'congestion_surcharge', type: 'float64' },
];

/** The demo's month of `rows` rows. Without its quirks, which some contestants cannot read: they would not be slower, but out. */
export function monthDataset(rows: number): Dataset {
  return {
    columns: COLUMNS,
    *text() {
      for (const piece of monthText({ month: MONTH, rows, seed: 2021 })) {
        // The header's lone LF with the blank line behind it, and the row that was cut short.
        yield piece.replace(/\n\r\n$/, '\r\n').replace(/^.*cut short\r\n/m, '');
      }
    },
  };
}
