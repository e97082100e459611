import fc from 'fast-check';
import type { DiskFault } from './disk-faults';

/** One thing that happens to a spool. What it sets off goes on afterwards, with `work`. */
export type SpoolAction =
  /** Deliveries with bodies of these lengths come at once. */
  | { readonly kind: 'append'; readonly lengths: readonly number[] }
  /** The disk carries out so many operations. */
  | { readonly kind: 'work'; readonly operations: number }
  | { readonly kind: 'read'; readonly maxRecords: number; readonly maxBytes: number }
  | { readonly kind: 'acknowledge' }
  | { readonly kind: 'drain'; readonly batches: number }
  | { readonly kind: 'rewind' | 'remove' | 'rewrite'; readonly which: number }
  | { readonly kind: 'upkeep'; readonly milliseconds: number }
  | { readonly kind: 'fail'; readonly fault: DiskFault }
  | { readonly kind: 'repair' | 'remove all' | 'seal' | 'close' | 'kill' | 'cut power' };

const operation = fc.constantFrom(
  'write',
  'datasync',
  'sync',
  'truncate',
  'rename',
  'sync-directory',
  'unlink',
  'create',
  'open',
  'read',
  'list',
);

const fault: fc.Arbitrary<DiskFault> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      operations: fc.uniqueArray(operation, { minLength: 1, maxLength: 3 }),
      outcome: fc.constantFrom('EIO', 'ENOSPC'),
      files: fc.constantFrom('', '.segment'),
      times: fc.constantFrom(1, 1, 2, 3, 8, Number.POSITIVE_INFINITY),
    }),
  },
  {
    // A failing disk: nothing of a segment can be written, cut or synced any more.
    weight: 3,
    arbitrary: fc.record({
      operations: fc.constantFrom(
        ['write', 'truncate'] as const,
        ['datasync', 'truncate'] as const,
        ['datasync', 'sync'] as const,
        ['write', 'datasync', 'sync', 'truncate'] as const,
      ),
      outcome: fc.constantFrom('EIO', 'ENOSPC'),
      files: fc.constant('.segment'),
      times: fc.integer({ min: 2, max: 5 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      operations: fc.constant(['write'] as const),
      outcome: fc.constant('short'),
      files: fc.constantFrom('', '.segment'),
      times: fc.integer({ min: 1, max: 3 }),
    }),
  },
);

const length = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 4, max: 200 }) },
  { weight: 2, arbitrary: fc.integer({ min: 200, max: 1_200 }) },
  { weight: 1, arbitrary: fc.integer({ min: 1_200, max: 3_200 }) },
);

const work = fc.record({ kind: fc.constant('work'), operations: fc.integer({ min: 1, max: 40 }) });

const action: fc.Arbitrary<SpoolAction> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      kind: fc.constant('append'),
      lengths: fc.array(length, { minLength: 1, maxLength: 6 }),
    }),
  },
  { weight: 14, arbitrary: work },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('read'),
      maxRecords: fc.integer({ min: 1, max: 12 }),
      maxBytes: fc.integer({ min: 100, max: 4_000 }),
    }),
  },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('acknowledge') }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('drain'), batches: fc.integer({ min: 1, max: 12 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom('rewind', 'remove', 'rewrite', 'rewrite'),
      which: fc.nat(5),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('upkeep'),
      milliseconds: fc.constantFrom(1_000, 60_000, 3_600_000, -3_600_000),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('repair', 'remove all') }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('seal') }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('close') }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('kill', 'cut power') }) },
);

function scheduleOf(possible: fc.Arbitrary<SpoolAction>): fc.Arbitrary<SpoolSchedule> {
  return fc.record({
    seed: fc.integer(),
    actions: fc.array(possible, { minLength: 1, maxLength: 60, size: 'max' }),
  });
}

/** Things that happen one after another, and the seed of every choice in between. */
export interface SpoolSchedule {
  readonly seed: number;
  readonly actions: readonly SpoolAction[];
}

/** Schedules with a good disk, on which more can be promised, and with one that fails. */
export const spoolSchedule = fc.oneof(
  { weight: 1, arbitrary: scheduleOf(action) },
  {
    weight: 3,
    arbitrary: scheduleOf(
      fc.oneof(
        { weight: 11, arbitrary: action },
        { weight: 1, arbitrary: fc.record({ kind: fc.constant('fail'), fault }) },
      ),
    ),
  },
);
