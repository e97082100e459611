import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { embeddedAccess } from '../support/embedded-access';
import { dataOf, untilRolledUp } from '../support/graphql-client';
import { messageOfChat } from '../support/message-of-chat';
import { environmentOf, sendToAccounts } from '../support/odd-accounts';
import { oddHistories, oddRange } from '../support/odd-histories';
import { oddQuestions } from '../support/odd-questions';
import { oddSchedules, rulesTextOf } from '../support/odd-schedules';
import { done, runBuiltCommand } from '../support/run-built-command';
import { RunningService, SECRET, temporaryDataDir, TOKEN } from '../support/running-service';
import { rowsAs } from '../support/sql-over-http';
import { ALL_SELECTION } from '../support/stats-of-reference';

/** Another one with `HISTORY_SEED`. */
const SEED = Number(process.env['HISTORY_SEED'] ?? 20_261_128);
/** More of them take minutes: `HISTORIES=12`. */
const HISTORIES = Number(process.env['HISTORIES'] ?? 4);
const HOUR_MS = 3_600_000;
/** Some episodes are open, and none becomes idle while this runs. */
const START = Date.now() - 120.5 * HOUR_MS;
const accounts = Array.from({ length: HISTORIES }, (_, index) => `case${index}`);
/** In each account one of the three visitors is forgotten, or two; in every third nobody. */
const ERASED = new Map(
  accounts
    .map((account, index) => [account, [['1', '9'], ['2', '3'], []][index % 3] ?? []] as const)
    .filter(([, chats]) => chats.length > 0),
);
const { from, to } = oddRange(START);
const RANGE = `from: "${new Date(from).toISOString()}", to: "${new Date(to).toISOString()}"`;
const QUESTIONS = oddQuestions({ from, to });
const ABOUT_ATTRIBUTES = ['by an attribute', 'by all dimensions', 'of some plans'];

/** On the calendar, where no limit passes while this runs. */
const TARGETS = {
  answered: { measure: 'FIRST_RESPONSE', within: '2h', goal: 0.9 },
  replied: { measure: 'REPLY', within: '3h', goal: 0.9 },
  done: { measure: 'CLOSURE', within: '30h', goal: 0.9 },
};
/** Whoever says this last is among those who are forgotten. */
const LAST_WORD = ['And now?', 'Done', 'Thanks'].map((body, index) =>
  messageOfChat(9, {
    ...{ id: 900 + index, body, type: 'Message', created_at: new Date(START + index).toISOString() },
    ...(index === 1
      ? { sender_type: 'operator', sender: { id: 1 } }
      : { sender_type: 'user', sender: { id: 9 } }),
  }),
);
const SCHEDULES = oddSchedules(START);
const schedules = new Map(
  accounts.map((account, index) => [account, SCHEDULES[index % SCHEDULES.length] ?? []]),
);

type Row = Record<string, number | string | null>;

describe('Erasing persons', () => {
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  let service: RunningService;
  let before: Record<string, Row[]>;
  let after: Record<string, Row[]>;
  let planned: Row[];
  let targets: { before: Row[]; after: Row[] };

  async function answers(): Promise<Record<string, Row[]>> {
    const found: Record<string, Row[]> = {};
    for (const [name, { as, groupBy = [] }] of Object.entries(QUESTIONS)) {
      const dimensions = ['ACCOUNT', ...groupBy.map((dimension) => dimension.toUpperCase())].join(', ');
      const attribute = groupBy.includes('attribute') ? ', attribute: "plan"' : '';
      const query = `{ stats(${RANGE}, ${as}, groupBy: [${dimensions}]${attribute}, fill: false, limit: 100000)
        { account time ${groupBy.join(' ')} ${ALL_SELECTION} } }`;
      found[name] = (await dataOf<{ stats: Row[] }>(service.url, query)).stats;
    }
    return found;
  }

  /** What became of all that targets cover. */
  async function outcomes(): Promise<Row[]> {
    const facts = `SELECT account, thread, kind, ref, at, operator FROM facts FINAL
      WHERE startsWith(kind, 'target_') ORDER BY ALL`;
    return rowsAs(embeddedAccess(dataDir.path), facts);
  }

  /** Episodes of which the attribute is known. */
  async function episodesWithPlan(): Promise<Row[]> {
    const query = `{ episodes(${RANGE}, limit: 10000, filter: { attributes: [{ name: "plan", values: ["free", "pro", "3"] }] })
      { account chatId number status operator page } }`;
    return (await dataOf<{ episodes: Row[] }>(service.url, query)).episodes;
  }

  beforeAll(async () => {
    dataDir = await temporaryDataDir();
    const rules = join(dataDir.path, 'analytics.yaml');
    await writeFile(rules, rulesTextOf(schedules, { targets: TARGETS }));
    const environment = { ...environmentOf(accounts), CONFIG_FILE: rules };
    service = await RunningService.start({ dataDir: dataDir.path, environment });
    const histories = fc.sample(oddHistories(START), { numRuns: HISTORIES, seed: SEED });
    await sendToAccounts(
      service.url,
      new Map(
        accounts.map((account, index) => [
          account,
          [...(histories[index] ?? []), ...(index % 3 === 0 ? LAST_WORD : [])],
        ]),
      ),
    );
    await untilRolledUp(service.url);
    before = await answers();
    planned = await episodesWithPlan();
    const targetsBefore = await outcomes();
    for (const [account, chats] of ERASED) {
      done(
        await runBuiltCommand(
          'erase',
          ['--yes', '--account', account, ...chats.flatMap((chat) => ['--chat', chat])],
          { DATA_DIR: dataDir.path, SIGNALZEN_API_SECRET: SECRET, API_TOKEN: TOKEN, ...environment },
        ),
      );
    }
    after = await answers();
    targets = { before: targetsBefore, after: await outcomes() };
  });

  afterAll(async () => {
    await service.stop();
    await dataDir.remove();
  });

  it('changes no number, however it is asked for', () => {
    const same = Object.keys(QUESTIONS).filter((name) => !ABOUT_ATTRIBUTES.includes(name));
    expect(same.length).toBeGreaterThan(8);
    for (const name of same) {
      expect(before[name]?.length).toBeGreaterThan(0);
      expect([name, after[name]]).toEqual([name, before[name]]);
    }
  });

  it('leaves what became of targets as it was, last words included', () => {
    expect(targets.before.some(({ kind }) => String(kind).startsWith('target_last_word'))).toBe(true);
    expect(targets.after).toEqual(targets.before);
  });

  it('takes their attributes, and those of nobody else', async () => {
    const isErased = ({ account, chatId }: Row) => ERASED.get(String(account))?.includes(String(chatId));
    expect(planned.filter(isErased).length).toBeGreaterThan(0);
    const others = planned.filter((row) => isErased(row) !== true);
    expect(others.length).toBeGreaterThan(0);
    expect(await episodesWithPlan()).toEqual(others);
  });

  it('leaves what was counted by an attribute among what has none', () => {
    const counted = (rows: Row[] | undefined) => {
      const sums = new Map<string, number>();
      for (const { account, time, episodesStarted, messagesVisitor } of rows ?? []) {
        const key = `${account} ${time}`;
        sums.set(key, (sums.get(key) ?? 0) + Number(episodesStarted) + 1000 * Number(messagesVisitor));
      }
      return sums;
    };
    for (const name of ['by an attribute', 'by all dimensions']) {
      expect(after[name]).not.toEqual(before[name]);
      expect(counted(after[name])).toEqual(counted(before[name]));
    }
  });
});
