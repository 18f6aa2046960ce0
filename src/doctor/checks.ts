import type { Check } from './answer.ts';
import { actionUnpinned } from './checks/action-unpinned.ts';
import { bigqueryDenied } from './checks/bigquery-denied.ts';
import { bucketDenied } from './checks/bucket-denied.ts';
import { bucketUnreachable } from './checks/bucket-unreachable.ts';
import { cacheUnusable } from './checks/cache-unusable.ts';
import { cronMinuteZero } from './checks/cron-minute-zero.ts';
import { datasetUnreachable } from './checks/dataset-unreachable.ts';
import { diskShort } from './checks/disk-short.ts';
import { duckdbUnusable } from './checks/duckdb-unusable.ts';
import { evolvedColumns } from './checks/evolved-columns.ts';
import { googleLogin } from './checks/google-login.ts';
import { idTokenMissing } from './checks/id-token-missing.ts';
import { lakeUnusable } from './checks/lake-unusable.ts';
import { ledgerDamaged } from './checks/ledger-damaged.ts';
import { locationDiffers } from './checks/location-differs.ts';
import { postgresDenied } from './checks/postgres-denied.ts';
import { postgresUnreachable } from './checks/postgres-unreachable.ts';
import { scheduleIdle } from './checks/schedule-idle.ts';
import { sourceDrift } from './checks/source-drift.ts';
import { sourceUnreachable } from './checks/source-unreachable.ts';
import { tableDrift } from './checks/table-drift.ts';
import { tablePartitioning } from './checks/table-partitioning.ts';

/** All of them, in the order in which they are told: source, lake, warehouse, GitHub, machine. */
export const CHECKS: readonly Check[] = [
  sourceUnreachable,
  sourceDrift,
  evolvedColumns,
  lakeUnusable,
  googleLogin,
  bucketUnreachable,
  bucketDenied,
  ledgerDamaged,
  datasetUnreachable,
  bigqueryDenied,
  locationDiffers,
  postgresUnreachable,
  postgresDenied,
  duckdbUnusable,
  tableDrift,
  tablePartitioning,
  idTokenMissing,
  cronMinuteZero,
  scheduleIdle,
  actionUnpinned,
  cacheUnusable,
  diskShort,
];
