import type { Settings, ShardSettings } from '../../platform/config/settings';
import { settingsOfShard } from '../../platform/config/settings-of-shard';
import type { Finding } from './finding';

/** What is looked at: all there is, or of several shards what is of none of them, or of one. */
export type Part = 'all' | 'once' | 'of a shard';

/**
 * Looks at everything, shard by shard where there are several. The first has what is of no account as well.
 * @param placeOf the name of the shard that an account is on
 * @param look with the settings of what is looked at
 */
export async function examineShards(
  settings: Settings,
  placeOf: (account: string) => string | undefined,
  look: (own: Settings, part: Part, shard: ShardSettings | undefined) => Promise<Finding[]>,
): Promise<Finding[]> {
  const { shards } = settings;
  if (shards.length === 0) return look(settings, 'all', undefined);
  const once = await look(settings, 'once', undefined);
  const ofShards = await Promise.all(
    shards.map(async (shard) => {
      const own = settingsOfShard(settings, shard, (account) => placeOf(account) === shard.name);
      const findings = await look(own, 'of a shard', shard);
      return findings.map((finding) => ({ ...finding, text: `shard ${shard.name}: ${finding.text}` }));
    }),
  );
  return [...once, ...ofShards.flat()];
}
