import { mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { Bodies } from '../harness/bodies';
import { freePort } from '../harness/free-port';
import { Sender } from '../harness/sender';
import type { Stage } from '../harness/stage';
import { SupervisedService } from '../harness/supervised-service';
import type { Scenario } from '../scenario';

const ROW = 'several receivers';
const CONNECTIONS = 6;
/** One in so many is sent to both. */
const TWICE_OF = 7;
const SWITCHES = ['enabled_copilot', 'disabled_copilot', 'enabled_copilot'] as const;

interface Receivers {
  readonly second: SupervisedService;
  readonly secondSender: Sender;
  /** Starts the second one on its directory, which was brought elsewhere. */
  moveSecond(): Promise<void>;
}

/** The whole service, and beside it a second receiver on the same ClickHouse. */
async function startTwo(stage: Stage): Promise<Receivers> {
  await stage.useExternalClickHouse();
  const port = await freePort();
  const environment = { ...stage.environment, PORT: String(port), ROLES: 'receive' };
  const at = (name: string) => join(stage.folder, name);
  mkdirSync(at('second'));
  let second = new SupervisedService({ dataDir: at('second'), environment });
  const secondSender = new Sender(
    `http://127.0.0.1:${port}`,
    stage.ledger,
    new Bodies('s', stage.random.fork()),
  );
  stage.atTheEnd(async () => {
    await secondSender.close();
    await second.stop().catch(() => undefined);
  });
  await Promise.all([stage.service.start(), second.start()]);
  return {
    get second() {
      return second;
    },
    secondSender,
    async moveSecond() {
      await second.killForGood();
      renameSync(at('second'), at('elsewhere'));
      second = new SupervisedService({ dataDir: at('elsewhere'), environment });
      await second.start();
    },
  };
}

/**
 * Senders that take turns with two receivers, as a load balancer does: what one does not take goes to the other. Now
 * and then one is killed, both are, or the second one's directory is brought elsewhere.
 */
async function killEither(stage: Stage): Promise<void> {
  const receivers = await startTwo(stage);
  const senders = [stage.sender, receivers.secondSender] as const;
  const stopping = new AbortController();
  const { signal } = stopping;
  let turn = 0;
  /** To the one whose turn it is, then to the other, until it was taken; now and then by both. */
  const deliver = async (made: ReturnType<Bodies['next']>, first: number): Promise<void> => {
    const isTwice = first % TWICE_OF === 0;
    for (let attempt = first; !signal.aborted; attempt += 1) {
      const outcome = await senders[attempt % 2 === 0 ? 0 : 1].send(made);
      if (outcome === 'ACKNOWLEDGED' && (!isTwice || attempt > first)) return;
    }
  };
  const balance = async (): Promise<void> => {
    while (!signal.aborted) await deliver(stage.sender.bodies.next(), (turn += 1));
  };
  const balanced = Promise.all(Array.from({ length: CONNECTIONS }, balance));
  await stage.playRounds(30, 3, async (round) => {
    const isLast = round === stage.rounds(30, 3);
    if (isLast) await receivers.moveSecond();
    else if (round % 3 === 0) await Promise.all([stage.service.kill(), receivers.second.kill()]);
    else await (round % 3 === 1 ? stage.service : receivers.second).kill();
    await Promise.all([stage.service.untilRunning(), receivers.second.untilRunning()]);
  });
  const endedAt = performance.now();
  stopping.abort();
  await balanced;
  await stage.settle({ endedAt });
}

/** On, off, on without a time in the bodies, each to the other receiver, and to both: three events of a chat. */
async function switchAtBoth(stage: Stage): Promise<void> {
  const receivers = await startTwo(stage);
  const senders = [stage.sender, receivers.secondSender] as const;
  const chats = stage.isShort ? 20 : 200;
  stage.tally.rounds = 1;
  const send = async (chat: number, type: string, receiver: 0 | 1): Promise<void> => {
    // As a rule the same bytes: nothing in them tells one switch from another.
    const body = Buffer.from(
      JSON.stringify({ data: { id: chat, nonce: `c-${chat}` }, event_type: `user.${type}` }),
    );
    while ((await senders[receiver].send({ nonce: `c-${chat}`, body })) !== 'ACKNOWLEDGED')
      await Promise.all([stage.service.untilRunning(), receivers.second.untilRunning()]);
  };
  for (const [index, type] of SWITCHES.entries()) {
    for (let chat = 1; chat <= chats; chat += 1) {
      const first = (chat + index) % 2 === 0 ? 0 : 1;
      await send(chat, type, first);
      if (chat % 3 === 0) await send(chat, type, first === 0 ? 1 : 0);
    }
    if (index === 1) await receivers.second.kill();
  }
  await receivers.second.untilRunning();
  await stage.settle();
  const [found] = await stage.stored.rows<{ chats: string; wrong: string }>(
    `SELECT count() AS chats, countIf(events != 3 OR originals != 3) AS wrong FROM
       (SELECT chat_id, uniqExact(event_id) AS events, countIf(NOT is_duplicate) AS originals FROM deliveries
        WHERE event_type LIKE 'user.%abled_copilot' GROUP BY chat_id)`,
  );
  if (Number(found?.chats) !== chats || found?.wrong !== '0')
    stage.tally.problems.push(
      `of ${chats} chats, switched at two receivers, there are ${JSON.stringify(found)}`,
    );
}

export const severalReceivers: readonly Scenario[] = [
  { name: 'two receivers, killed and moved in turn', row: ROW, longOnly: true, play: killEither },
  { name: 'on, off, on at two receivers', row: ROW, longOnly: true, play: switchAtBoth },
];
