import { Alerts } from '../../src/notify/alerts/alerts';
import { NotifyModule } from '../../src/notify/notify.module';
import type { Shard } from '../../src/platform/clickhouse/shards';
import { NOON, userEvent, visitorMessage } from '../reference/samples';
import { DividedAccounts } from '../support/divided-accounts';

const ACCOUNTS = ['case0', 'case1'];
const MANY = 'threshold: { measure: messagesVisitor, above: 0, over: 24h }, to: people';
const RULES = `
mail: { host: 127.0.0.1, port: 1, security: none, from: figures@example.com }
channels: { people: { email: [ann@example.com] } }
alerts:
  here: { ${MANY}, accounts: case0 }
  there: { ${MANY}, accounts: case1 }
  anywhere: { ${MANY} }
  blocked: { blocked: {}, to: people }
`;

describe('Alerts over accounts that are divided among databases', () => {
  let divided: DividedAccounts;
  let other: Shard;
  let alerts: Alerts;
  let stored = 0;

  /** A chat of each account that is blocked now, after its visitor wrote. */
  async function block(): Promise<void> {
    const now = Date.now();
    const id = 7 + stored;
    const bodies = [
      visitorMessage(id, now - 1_000 - NOON, { sender: { id, email: null, name: '#' } }),
      userEvent('blocked', now - NOON, { id }),
    ];
    const segmentId = BigInt(now) << 20n;
    await divided.store(
      ACCOUNTS.flatMap((account, of) =>
        bodies.map(({ body }, index) => ({
          ...{ account, body, segmentId, receivedAt: now, occurrence: 0n },
          sequence: stored + 1 + of * bodies.length + index,
        })),
      ),
    );
    stored += ACCOUNTS.length * bodies.length;
    await divided.rollUp();
  }

  const judging = async (): Promise<Alerts> =>
    (await divided.context([NotifyModule], [divided.shards[0], other])).get(Alerts);

  const rows = <Row>(sql: string) => divided.shards[0].clickhouse.queryText<Row>(sql, {}, 'look');
  const firing = async () => {
    const states = await rows<{ rule: string }>(
      "SELECT DISTINCT rule FROM alert_states FINAL WHERE state = 'firing' ORDER BY rule",
    );
    return states.map(({ rule }) => rule);
  };
  const blockedOf = async (account: string) => {
    const [row] = await rows<{ told: string }>(
      `SELECT count() AS told FROM notifications FINAL
       WHERE rule = 'blocked' AND position(notice, 'was blocked (${account})') > 0`,
    );
    return Number(row?.told);
  };

  beforeAll(async () => {
    divided = await DividedAccounts.start(ACCOUNTS, RULES, 2, (account) => ACCOUNTS.indexOf(account));
    other = await divided.away(divided.shards[1] as Shard);
    await block();
    alerts = await judging();
  });

  afterAll(() => divided.stop());

  it('are judged without a database that is away, where they do not need it', async () => {
    await alerts.judge();
    expect(await firing()).toEqual(['here']);
  });

  it('and all of them when it is back', async () => {
    divided.isBack(other);
    // What took long is asked again after a while; who begins afresh, asks at once.
    await (await judging()).judge();
    expect(await firing()).toEqual(['anywhere', 'here', 'there']);
  });

  it('tell of events in each database, those in one that was away when it is back', async () => {
    await block();
    await alerts.judge();
    expect([await blockedOf('case0'), await blockedOf('case1')]).toEqual([1, 1]);
    await divided.isGone(other);
    await block();
    await alerts.judge();
    expect([await blockedOf('case0'), await blockedOf('case1')]).toEqual([2, 1]);
    divided.isBack(other);
    await alerts.judge();
    await alerts.judge();
    expect([await blockedOf('case0'), await blockedOf('case1')]).toEqual([2, 2]);
  });
});
