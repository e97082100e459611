import type { Stage } from '../harness/stage';
import type { Scenario } from '../scenario';

const ROW = '10,000 copies of one body';
const CONNECTIONS = 16;

/** Sends copies of a dated body from many connections at once; the service is killed in the middle. */
async function sendCopies(stage: Stage): Promise<void> {
  const { service, sender, tally } = stage;
  await service.start();
  const nonce = 'the-same';
  const data = { id: 77, nonce, created_at: '2026-01-05T00:00:00Z', updated_at: '2026-01-05T00:00:00Z' };
  const body = Buffer.from(JSON.stringify({ data, event_type: 'user.updated' }));
  const copies = stage.isShort ? 2_000 : 10_000;
  tally.rounds = 1;
  let left = copies;
  const work = async () => {
    while (left > 0) if ((await sender.send({ nonce, body })) === 'ACKNOWLEDGED') left -= 1;
  };
  const all = Promise.all(Array.from({ length: CONNECTIONS }, work));
  while (left > copies / 2) await new Promise((resolve) => setTimeout(resolve, 10));
  await service.kill();
  await all;
  await stage.settle();
  const [found] = await stage.stored.rows<{ deliveries: string; events: string; originals: string }>(
    `SELECT count() AS deliveries, uniqExact(event_id) AS events, countIf(NOT is_duplicate) AS originals
     FROM deliveries WHERE position(body, '"${nonce}"') > 0`,
  );
  if (Number(found?.deliveries) < copies || found?.events !== '1' || found.originals !== '1')
    tally.problems.push(`${copies} copies of one event are stored as ${JSON.stringify(found)}`);
}

/** On, on, off, off, on without a time in the body: five deliveries, three events. Killed after the first "off". */
async function switchOnAndOff(stage: Stage): Promise<void> {
  const { service, sender, tally } = stage;
  await service.start();
  const chats = stage.isShort ? 20 : 200;
  const send = async (type: string) => {
    for (let chat = 1; chat <= chats; chat += 1) {
      const nonce = `${type}-${chat}`;
      const body = Buffer.from(JSON.stringify({ data: { id: chat, nonce }, event_type: `user.${type}` }));
      while ((await sender.send({ nonce, body })) !== 'ACKNOWLEDGED') await service.untilRunning();
    }
  };
  tally.rounds = 1;
  for (const type of ['enabled_copilot', 'enabled_copilot', 'disabled_copilot']) await send(type);
  await service.kill();
  await service.untilRunning();
  for (const type of ['disabled_copilot', 'enabled_copilot']) await send(type);
  await stage.settle();
  const [found] = await stage.stored.rows<{ wrong: string; chats: string }>(
    `SELECT count() AS chats, countIf(events != 3 OR copies != 5) AS wrong FROM
       (SELECT chat_id, uniqExact(event_id) AS events, count() AS copies FROM deliveries
        WHERE event_type LIKE 'user.%abled_copilot' GROUP BY chat_id)`,
  );
  if (Number(found?.chats) !== chats || found?.wrong !== '0')
    tally.problems.push(`of ${chats} chats, switched on, off and on, there are ${JSON.stringify(found)}`);
}

export const repeatedBodies: readonly Scenario[] = [
  { name: '10,000 copies of one body', row: ROW, longOnly: true, play: sendCopies },
  { name: 'on, off, on without a time', row: ROW, play: switchOnAndOff },
];
