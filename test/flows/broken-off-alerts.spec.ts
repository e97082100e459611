import type { Finding } from '../../src/notify/alerts/finding';
import { AlertStates } from '../../src/notify/alerts/alert-states';
import { Alerts } from '../../src/notify/alerts/alerts';
import type { Looks } from '../../src/notify/alerts/looks';
import type { LowRatings } from '../../src/notify/alerts/low-ratings';
import { Choices } from '../../src/notify/choices/choices';
import { Outbox } from '../../src/notify/outbox/outbox';
import type { ClickHouse } from '../../src/platform/clickhouse/clickhouse';
import { createLog } from '../../src/platform/logging/log';
import type { AlertRules } from '../../src/platform/rules/alert-rules';
import type { ChannelRules } from '../../src/platform/rules/channel-rules';
import { NO_RULES } from '../../src/platform/rules/rules';
import type { RulesInForce } from '../../src/platform/rules/rules-in-force';
import { BreakingClickHouse } from '../support/breaking-clickhouse';
import { partsOver } from '../support/embedded-stores';
import { startTemporaryClickHouse } from '../support/temporary-clickhouse';
import type { TemporaryClickHouse } from '../support/temporary-clickhouse';

const ALERT: AlertRules = {
  ...{
    name: 'late',
    condition: { kind: 'data', lateMs: 0, coverageBelow: 0 },
    to: ['room'],
    severity: 'info',
  },
  ...{ accounts: [], teams: [], pages: [], copilot: undefined, during: [], runbook: undefined },
  ...{ forMs: 0, keepFiringMs: 0, coolDownMs: 900_000 },
};
const ROOM: ChannelRules = { name: 'room', kind: 'slack', url: new URL('https://chat.example/x') };
const RULES = {
  current: { ...NO_RULES, channels: new Map([['room', ROOM]]), alerts: new Map([['late', ALERT]]) },
} as unknown as RulesInForce;
/** More than a look has. */
const MAX_STATEMENTS = 40;

describe('A look at the alerts that breaks off before any of its statements', () => {
  let server: TemporaryClickHouse;

  beforeAll(async () => {
    server = await startTemporaryClickHouse();
  });
  beforeEach(() => server.empty());
  afterAll(() => server.stop());

  /** One process that judges the alert, which is so or is not. Each begins afresh, at a later time. */
  let now = Date.parse('2026-11-29T12:00:00Z');
  function judge(isSo: boolean, clickhouse: ClickHouse): Promise<boolean> {
    now += 60_000;
    const finding: Finding = {
      ...{
        about: '',
        isSo,
        title: 'it is so',
        titleWhenOver: 'it is over',
        text: [],
        figures: [],
        links: [],
      },
      data: {},
    };
    const look = { now, countedUntil: now, computed: 1n, find: () => Promise.resolve([finding]) };
    const looks = { look: () => Promise.resolve(look) } as unknown as Looks;
    const { computing } = partsOver(server, clickhouse);
    const states = new AlertStates(clickhouse);
    const outbox = new Outbox(clickhouse);
    const none = {} as LowRatings;
    const choices = new Choices(clickhouse);
    return new Alerts(looks, none, states, choices, outbox, computing, RULES, createLog('fatal')).judge();
  }

  const rows = <Row>(sql: string) => server.clickhouse.queryText<Row>(sql, {}, 'look');
  const told = async () => {
    const all = await rows<{ title: string }>(
      `SELECT JSONExtractString(notice, 'title') AS title FROM notifications FINAL ORDER BY created_at`,
    );
    return all.map(({ title }) => title);
  };

  it('is made up for by the next: people are told once that it is so, and once that it is over', async () => {
    let broken = 0;
    for (let statements = 0, isBroken = true; isBroken; statements += 1) {
      expect(statements).toBeLessThan(MAX_STATEMENTS);
      await server.empty();
      isBroken = false;
      for (const isSo of [true, false]) {
        const breaking = new BreakingClickHouse((done) => done === statements);
        breaking.connectTo(await server.connection.ready());
        const outcome = await judge(isSo, breaking).catch((error: unknown) => error);
        await breaking.close();
        if (outcome instanceof Error) {
          expect(outcome.message).toContain('broken off before');
          isBroken = true;
          broken += 1;
        }
        // A turn that was broken off is another's once its process is taken for dead.
        await judge(isSo, server.clickhouse);
        await judge(isSo, server.clickhouse);
      }
      expect([statements, await told()]).toEqual([statements, ['it is so', 'it is over']]);
    }
    expect(broken).toBeGreaterThan(8);
  });
});
