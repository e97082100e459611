import { ExplainedError } from '../explained-error';
import type { Settings } from './settings';

/** Something was wanted that is not done on several shards yet. */
export class NotOnShards extends ExplainedError {
  readonly code = 'NOT_ON_SHARDS';
}

/**
 * What would only see the accounts of one shard refuses to begin.
 * @param what the subject of a sentence
 * @throws NotOnShards
 */
export function refuseShards({ shards }: Pick<Settings, 'shards'>, what: string): void {
  if (shards.length === 0) return;
  throw new NotOnShards(
    `Not on several shards yet: ${what}. See docs/scaling.md#shards for what can be done on them, and what cannot.`,
  );
}
