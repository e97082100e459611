/** What becomes of a question about accounts some of which cannot be asked about. */
export type IfUnavailable = 'FAIL' | 'LEAVE_OUT';

export const IF_UNAVAILABLE = {
  name: 'IfUnavailable',
  description:
    'Where accounts are divided among databases and one is away: FAIL with SHARD_UNAVAILABLE, or LEAVE_OUT its accounts, which `freshness.leftOut` names in the same operation.',
  values: ['FAIL', 'LEAVE_OUT'],
} as const;
