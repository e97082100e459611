import { setTimeout as sleep } from 'node:timers/promises';
import type { ClickHouseAccess } from '../../src/platform/clickhouse/clickhouse-access';
import type { Dimensions } from '../reference/dimensions';
import { optionsOf } from '../reference/full-episodes';
import type { History } from '../reference/history';
import { targetOutcomesOf } from '../reference/targets';
import type { TargetResult } from '../reference/targets';
import { ALWAYS_OPEN } from '../reference/walked-clock';
import type { OddTarget } from './odd-targets';
import type { OutcomeOfAccount } from './target-rows-of-reference';
import { rowsAs } from './sql-over-http';

const FACTS = `
  SELECT
      account, kind, toUnixTimestamp64Milli(at) AS at, outside_hours, operator, copilot, page,
      mapSort(attributes) AS attributes
  FROM facts FINAL
  WHERE startsWith(kind, 'target_')`;
const OPEN_EPISODES = `
  SELECT
      account, substring(thread, 6) AS chat, toUnixTimestamp64Milli(idle_from) AS idle_ms,
      toUnixTimestamp64Milli(due_at) AS due_ms,
      toUnixTimestamp64Milli(breach_due_at) AS breach_ms
  FROM episodes_store FINAL
  WHERE closed_at IS NULL AND idle_from > now64(3)`;

const RESULT_OF_KIND: Readonly<Record<TargetResult, string>> = {
  ...{ met: 'met', breached: 'breached', pending: 'pending' },
  ...{ endedEarly: 'ended_early', lastWord: 'last_word' },
};
/** A limit that passes is found within two turns of a roll-up. */
const SOON_MS = 10_000;

/** What became of what targets cover, as the reference says it. */
export class TargetsOfReference {
  constructor(
    private readonly histories: ReadonlyMap<string, History>,
    private readonly targets: readonly OddTarget[],
  ) {}

  /** That the facts are what they must be, now that everything is rolled up. @returns their kinds */
  async expectFacts(access: ClickHouseAccess): Promise<ReadonlySet<string>> {
    const expected = factsOf(await this.outcomesNow());
    const facts = await rowsAs(access, FACTS);
    expect(facts.map((fact) => JSON.stringify(fact)).sort()).toEqual(expected);
    return new Set(facts.map(({ kind }) => String(kind)));
  }

  /** Of all accounts. What passes now may be counted in a moment: then it is waited for. */
  async outcomesNow(): Promise<readonly OutcomeOfAccount[]> {
    const results = (outcomes: readonly OutcomeOfAccount[]) => outcomes.map(({ result }) => result).join(' ');
    const isPassing = () =>
      results(this.#outcomesAt(Date.now() - SOON_MS)) !== results(this.#outcomesAt(Date.now()));
    while (isPassing()) await sleep(1_000);
    return this.#outcomesAt(Date.now());
  }

  /**
   * That time changes nothing of an open episode before it is due, and something then; and that while a visitor waits,
   * the first of the targets on that is breached after the moment that is noted.
   * @returns how many episodes have a limit that will pass, and how many a wait with one
   */
  async expectDeadlines(access: ClickHouseAccess): Promise<{ limits: number; waits: number }> {
    const found = { limits: 0, waits: 0 };
    const now = Date.now();
    for (const row of await rowsAs(access, OPEN_EPISODES)) {
      const { account, chat } = row;
      const [due, idleFrom] = [Number(row['due_ms']), Number(row['idle_ms'])];
      // Where it becomes idle before that, no limit passes.
      const breach = Number(row['breach_ms'] ?? NaN);
      // What passes this second may be computed again already.
      if (due <= now) continue;
      const resultsAt = (time: number, isOfWait = false) =>
        this.#outcomesOf(String(account), time, (id) => id === chat)
          .filter(({ measure }) => !isOfWait || measure !== 'CLOSURE')
          .map(({ target, at, result }) => ({ target, at, result }));
      const pendingAt = (time: number) =>
        resultsAt(time, true).filter(({ result }) => result === 'pending').length;
      expect({ row, results: resultsAt(due - 1) }).toEqual({ row, results: resultsAt(now) });
      if (due < idleFrom) {
        expect(resultsAt(due)).not.toEqual(resultsAt(now));
        found.limits += 1;
      }
      if (!(breach >= now && breach < idleFrom)) continue;
      const [before, after] = [0, 1].map((ms) => pendingAt(breach + ms));
      expect({ row, before }).toEqual({ row, before: pendingAt(now) });
      expect({ row, isLess: (after ?? 0) < (before ?? 0) }).toEqual({ row, isLess: true });
      found.waits += 1;
    }
    return found;
  }

  #outcomesAt(now: number): OutcomeOfAccount[] {
    return [...this.histories.keys()].flatMap((account) => this.#outcomesOf(account, now, () => true));
  }

  #outcomesOf(account: string, now: number, isOf: (chat: string | undefined) => boolean) {
    const history = this.histories.get(account) as History;
    const then = {
      ...history,
      events: history.events.filter(({ chat }) => isOf(chat)),
      options: { ...optionsOf(history), now },
    };
    return this.targets
      .filter(({ accounts = [account] }) => accounts.includes(account))
      .flatMap((target) =>
        targetOutcomesOf(then, target).map((outcome) => ({
          ...{ account, measure: target.measure, ...outcome },
          isOpen: (history.clock ?? ALWAYS_OPEN).isOpenAt(outcome.at),
        })),
      );
  }
}

function factsOf(outcomes: readonly OutcomeOfAccount[]): string[] {
  return outcomes
    .map(({ account, target, result, at, isOpen, dimensions }) => {
      const kind = `target_${RESULT_OF_KIND[result]}/${target}`;
      return JSON.stringify({ account, kind, at, outside_hours: !isOpen, ...shown(dimensions) });
    })
    .sort();
}

function shown({ operator, copilot, page, attributes }: Dimensions): object {
  return { operator, copilot, page, attributes: Object.fromEntries([...attributes].sort()) };
}
