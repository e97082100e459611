import { NumbersSwitched } from '../../compute/facts/rules-of-numbers';
import type { Shard } from '../../platform/clickhouse/shards';
import { portionsAsPartOf } from '../shards/current-question';
import { haveSwitched } from '../shards/generations';
import type { GenerationsOfShards } from '../shards/generations';

const MAX_ATTEMPTS = 3;

/**
 * Portions of numbers that are all of the same rules. They are asked for once more where numbers switch to other rules
 * before the first one is passed on; the last one is kept back until it is sure that they have not.
 * @throws NumbersSwitched, also after some portions
 */
export async function* ofOneGeneration<Portion>(
  generations: Pick<GenerationsOfShards, 'now' | 'look'>,
  ask: () => AsyncIterable<Portion>,
): AsyncGenerator<Portion> {
  for (let attempt = 1; ; attempt += 1) {
    const before = await generations.now();
    const question = { leftOut: new Set<Shard>(), asked: new Set<Shard>() };
    const held: Portion[] = [];
    let isBegun = false;
    let failure: { readonly error: unknown } | undefined;
    try {
      for await (const portion of portionsAsPartOf(question, ask)) {
        const previous = held.pop();
        held.push(portion);
        if (previous === undefined) continue;
        isBegun = true;
        yield previous;
      }
    } catch (error) {
      failure = { error };
    }
    const hasSwitched = haveSwitched(before, await generations.look(question.asked));
    if (!hasSwitched && failure !== undefined) throw failure.error;
    if (!hasSwitched) return yield* held;
    if (isBegun || attempt === MAX_ATTEMPTS) throw new NumbersSwitched();
  }
}
