import { cpSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EXAMPLE_VARIABLES } from '../support/example-variables';
import { startInVain } from '../support/failed-start';
import { dataOf, untilRolledUp } from '../support/graphql-client';
import { linesWith } from '../support/log-lines';
import { messageOfChat } from '../support/message-of-chat';
import { runBuiltCommand } from '../support/run-built-command';
import { RunningService, temporaryDataDir } from '../support/running-service';
import { post } from '../support/signalzen-sender';

const COPILOT = 'accounts: { default: { copilot: { ids: [42] } } }\n';

describe('the rules of a running service', () => {
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  let service: RunningService;
  let file: string;

  const problems = async () =>
    (await dataOf<{ freshness: { rulesProblems: string[] } }>(service.url, '{ freshness { rulesProblems } }'))
      .freshness.rulesProblems;
  const untilProblems = async (count: number) => {
    for (;;) {
      const found = await problems();
      if (found.length === count) return found;
      await sleep(100);
    }
  };

  beforeAll(async () => {
    dataDir = await temporaryDataDir();
    file = join(dataDir.path, 'analytics.yaml');
    writeFileSync(file, COPILOT);
    service = await RunningService.start({ dataDir: dataDir.path, environment: { CONFIG_FILE: file } });
    await untilRolledUp(service.url);
  });

  afterAll(async () => {
    await service.stop();
    await dataDir.remove();
  });

  it('say who the copilot is', async () => {
    const message = (id: number, sender: number, sender_type: string) =>
      messageOfChat(1, {
        ...{ id, body: 'Hello', created_at: '2026-03-02T10:00:00Z', sender_type, sender: { id: sender } },
      });
    for (const body of [message(1, 1, 'user'), message(2, 42, 'operator')])
      expect((await post(`${service.url}/webhooks/signalzen`, body)).status).toBe(200);
    await untilRolledUp(service.url);
    const { stats } = await dataOf<{ stats: object[] }>(
      service.url,
      '{ stats(from: "2026-03-01", to: "2026-03-05", granularity: TOTAL) { messagesOperator messagesCopilot } }',
    );
    expect(stats).toEqual([{ messagesOperator: 0, messagesCopilot: 1 }]);
  });

  it('remain in force while the file is wrong, which is said, until it is right again', async () => {
    writeFileSync(`${file}.new`, 'acounts: {}\n');
    renameSync(`${file}.new`, file);
    expect(await untilProblems(1)).toEqual([
      expect.stringContaining('analytics.yaml:1:1: acounts is no key here: did you mean accounts?'),
    ]);
    expect(linesWith(service, 'the rules are wrong now')).toHaveLength(1);
    const { freshness } = await dataOf<{ freshness: object }>(service.url, '{ freshness { rebuildDue } }');
    expect(freshness).toEqual({ rebuildDue: false });

    writeFileSync(file, `${COPILOT}teams: { a: { operators: [7] } }\n`);
    process.kill(service.pid, 'SIGHUP');
    await untilProblems(0);
    while (linesWith(service, 'the rules were read again').length === 0) await sleep(50);
    expect(linesWith(service, 'the rules were read again')[0]).toMatchObject({ teams: 1, accounts: 1 });
  });

  it('say what accounts and teams are called, and whether anybody works now', async () => {
    const day = '[00:00-12:00, 12:00-24:00]';
    const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
    writeFileSync(
      file,
      `schedules:
  always: { zone: Asia/Kathmandu, week: { ${days.map((name) => `${name}: ${day}`).join(', ')} } }
  never: { zone: UTC, week: {} }
teams: { b: { operators: [7] }, a: { operators: [7] } }
accounts: { default: { name: Our shop, schedule: [always], copilot: { ids: [42] } } }
`,
    );
    process.kill(service.pid, 'SIGHUP');
    while (linesWith(service, '"schedules":2').length === 0) await sleep(50);
    // Until then everything is by the former hours.
    while (linesWith(service, 'all numbers are recomputed').length === 0) await sleep(50);
    const answer = await dataOf(
      service.url,
      `{ accounts { value label } teams { value label }
        schedules { account name zone openNow nextOpening nextClosing accountOpenNow } }`,
    );
    const never = { nextOpening: null, nextClosing: null };
    expect(answer).toEqual({
      accounts: [{ value: 'default', label: 'Our shop' }],
      teams: [
        { value: 'a', label: 'a' },
        { value: 'b', label: 'b' },
      ],
      schedules: [
        { account: null, name: 'never', zone: 'UTC', openNow: false, ...never, accountOpenNow: null },
        {
          ...{ account: 'default', name: 'always', zone: 'Asia/Kathmandu', openNow: true, ...never },
          accountOpenNow: true,
        },
      ],
    });
  });

  it('change all numbers at once where they shape them, while deliveries keep coming', async () => {
    writeFileSync(file, 'accounts: { default: { copilot: { ids: [43] } } }\n');
    process.kill(service.pid, 'SIGHUP');
    const range = 'from: "2026-03-01", to: "2026-03-05"';
    const query = `{ stats(${range}, granularity: TOTAL) { messagesOperator messagesCopilot }
      chatEvents(chatId: "1") { author } freshness { rebuildDue } }`;
    const former = { messagesOperator: 0, author: 'copilot', rebuildDue: true };
    for (let id = 10; ; id += 1) {
      const sent = { id, body: 'Hello', created_at: '2026-03-02T12:00:00Z', sender_type: 'operator' };
      const body = messageOfChat(2, { ...sent, sender: { id: 42 } });
      expect((await post(`${service.url}/webhooks/signalzen`, body)).status).toBe(200);
      const { stats, chatEvents, freshness } = await dataOf<{
        stats: { messagesOperator: number; messagesCopilot: number }[];
        chatEvents: { author: string }[];
        freshness: { rebuildDue: boolean };
      }>(service.url, query);
      const { messagesOperator, messagesCopilot } = stats[0] ?? { messagesOperator: 0, messagesCopilot: 0 };
      const { rebuildDue } = freshness;
      const author = chatEvents.at(-1)?.author;
      if (linesWith(service, 'what shapes numbers has changed').length < 2) continue;
      if (author === former.author) {
        expect({ messagesOperator, author, rebuildDue }).toEqual(former);
      } else {
        expect({ messagesCopilot, author, rebuildDue }).toEqual({
          ...{ messagesCopilot: 0, author: 'operator', rebuildDue: false },
        });
        expect(messagesOperator).toBeGreaterThan(0);
        break;
      }
    }
    while (linesWith(service, 'all numbers are recomputed').length < 2) await sleep(50);
    writeFileSync(file, COPILOT);
  });

  it('stop a start and a command where they are wrong, with all that is', async () => {
    const wrong = join(dataDir.path, 'wrong.yaml');
    writeFileSync(wrong, 'teams: { a: { operators: [] } }\nacounts: {}\n');
    const DATA_DIR = join(dataDir.path, 'other');
    for (const program of ['start', 'rebuild']) {
      const { code, lines } = await startInVain({ DATA_DIR, CONFIG_FILE: wrong }, { program });
      expect(code).toBe(1);
      expect(lines).toEqual([
        'The rules cannot be used:',
        expect.stringContaining('wrong.yaml:1:15: teams.a.operators must name at least one operator'),
        expect.stringContaining('wrong.yaml:2:1: acounts is no key here: did you mean accounts?'),
      ]);
    }
  });

  it('are checked by a command, which needs no service and makes nothing', async () => {
    const DATA_DIR = join(dataDir.path, 'none');
    const environment = { DATA_DIR, CONFIG_FILE: file };
    expect(await runBuiltCommand('config', ['--check'], environment)).toEqual({
      code: 0,
      said: expect.stringContaining('is right: 0 schedules, 0 targets, 0 teams, 1 account.') as string,
    });
    cpSync('analytics.example.yaml', join(dataDir.path, 'example.yaml'));
    cpSync('analytics.example.ics', join(dataDir.path, 'analytics.example.ics'));
    const example = await runBuiltCommand('config', ['--holidays', join(dataDir.path, 'example.yaml')], {
      ...environment,
      ...EXAMPLE_VARIABLES,
      PUBLIC_URL: 'https://analytics.example',
    });
    expect(example.code).toBe(0);
    expect(example.said).toContain('(only holiday; except school, working day; free ones as well): ');
    expect(example.said).toContain('  2026-04-06  Easter (holiday)\n');
    expect(example.said).toContain('  left out, cancelled: 1: Party (holiday)\n');
    const missing = await runBuiltCommand('config', ['/no/such/file.yaml'], environment);
    expect(missing).toEqual({ code: 1, said: '/no/such/file.yaml: does not exist\n' });
    const schema = await runBuiltCommand('config', ['--schema'], environment);
    expect(JSON.parse(schema.said)).toHaveProperty('properties.schedules');
  });
});
