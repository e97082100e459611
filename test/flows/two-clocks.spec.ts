import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask, dataOf, untilRolledUp } from '../support/graphql-client';
import { reportRows } from '../support/report-client';
import { RunningService, temporaryDataDir } from '../support/running-service';
import { post } from '../support/signalzen-sender';

/** On weekdays from 9 to 18, in Berlin. 2026-03-27 is a Friday; on the Sunday after it clocks go forward. */
const RULES = `
schedules:
  office:
    zone: Europe/Berlin
    week:
      monday: 09:00-18:00
      tuesday: 09:00-18:00
      wednesday: 09:00-18:00
      thursday: 09:00-18:00
      friday: 09:00-18:00
targets:
  'soon, at work': { measure: FIRST_RESPONSE, within: 5m, goal: 0.9, clock: WORKING }
  today: { measure: FIRST_RESPONSE, within: 1h, goal: 0.5, changes: [{ from: 2026-04-01, within: 2h, goal: 1 }] }
  replies: { measure: REPLY, within: 5m, goal: 0.8 }
  closed: { measure: CLOSURE, within: 2h, goal: 0.8 }
teams:
  first, line: { operators: [7] }
  seniors: { operators: ['default:7', 8] }
accounts:
  default: { schedule: office, chatLink: 'https://console.example/chats/{chatId}' }
`;
const FRIDAY_17_58 = '2026-03-27T16:58:00Z';
const MONDAY_09_03 = '2026-03-30T07:03:00Z';
const SATURDAY = '2026-03-28T10:00:00Z';

const writes = (id: number, chat: number, created_at: string, from: object) => ({
  event_type: 'message.created',
  data: { id, type: 'Message', created_at, ...from },
  user: { id: chat },
});
const visitor = (id: number, chat: number, at: string) =>
  writes(id, chat, at, { sender_type: 'user', sender: { id: chat } });
const operator = (id: number, chat: number, at: string) =>
  writes(id, chat, at, { sender_type: 'operator', sender: { id: 7 } });
const closed = (chat: number, at: string) => ({
  event_type: 'user.closed',
  data: { id: chat, name: `#${chat}`, updated_at: at },
});

const RANGE = 'from: "2026-03-23", to: "2026-04-06"';
const HOUR = 3600;

describe('durations on two clocks', () => {
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  let service: RunningService;

  beforeAll(async () => {
    dataDir = await temporaryDataDir();
    const file = join(dataDir.path, 'analytics.yaml');
    writeFileSync(file, RULES);
    service = await RunningService.start({ dataDir: dataDir.path, environment: { CONFIG_FILE: file } });
    const bodies = [
      // Asked on Friday two minutes before the end of work, answered on Monday three minutes after it began.
      ...[visitor(1, 1, FRIDAY_17_58), operator(2, 1, MONDAY_09_03), closed(1, '2026-03-30T07:05:00Z')],
      // Asked and answered at a weekend.
      ...[visitor(3, 2, SATURDAY), operator(4, 2, '2026-03-28T11:00:00Z'), closed(2, '2026-03-28T12:00:00Z')],
      // Within one working day.
      ...[visitor(5, 3, '2026-03-31T08:00:00Z'), operator(6, 3, '2026-03-31T08:10:00Z')],
    ];
    for (const body of bodies)
      expect(
        (await post(`${service.url}/webhooks/signalzen`, Buffer.from(JSON.stringify(body)))).status,
      ).toBe(200);
    await untilRolledUp(service.url);
  });

  afterAll(async () => {
    await service.stop();
    await dataDir.remove();
  });

  it.each([
    ['roll-ups', ''],
    ['the facts themselves', ', groupBy: [PAGE]'],
  ])('are answered from %s', async (_, more) => {
    const fields =
      'firstResponses firstResponseSecondsAvg firstResponseSecondsP50 closureSecondsAvg episodesOutsideHours';
    const { calendar, working } = await dataOf<Record<'calendar' | 'working', object[]>>(
      service.url,
      `{ calendar: stats(${RANGE}, granularity: TOTAL${more}) { ${fields} }
         working: stats(${RANGE}, granularity: TOTAL${more}, clock: WORKING) { ${fields} } }`,
    );
    const weekend = 62 * HOUR + 5 * 60;
    const counts = { firstResponses: 3, episodesOutsideHours: 1 };
    expect(calendar).toEqual([
      {
        ...counts,
        firstResponseSecondsAvg: (weekend + HOUR + 600) / 3,
        firstResponseSecondsP50: expect.closeTo(HOUR, -2) as number,
        closureSecondsAvg: (weekend + 120 + 2 * HOUR) / 2,
      },
    ]);
    expect(working).toEqual([
      {
        ...counts,
        firstResponseSecondsAvg: (300 + 0 + 600) / 3,
        firstResponseSecondsP50: expect.closeTo(300, -1) as number,
        closureSecondsAvg: (420 + 0) / 2,
      },
    ]);
  });

  it('are answered by every list and table of durations', async () => {
    const answer = await dataOf<{
      episodes: object[];
      distribution: { lowerSeconds: number; count: number }[];
      curve: object;
      heatmap: { firstResponseSecondsP90: number | null; weekday: number; hour: number }[];
    }>(
      service.url,
      `{ episodes(${RANGE}, clock: WORKING) { firstResponseSeconds closureSeconds firstResponseWorkingSeconds }
         curve: responseCurve(measure: FIRST_RESPONSE, ${RANGE}, clock: WORKING) { n answered p50Seconds p90Seconds }
         distribution(measure: FIRST_RESPONSE, ${RANGE}, clock: WORKING) { lowerSeconds count }
         heatmap(${RANGE}, timezone: "Europe/Berlin", clock: WORKING) { weekday hour firstResponseSecondsP90 } }`,
    );
    expect(answer.episodes).toEqual([
      { firstResponseSeconds: 300, closureSeconds: 420, firstResponseWorkingSeconds: 300 },
      { firstResponseSeconds: 0, closureSeconds: 0, firstResponseWorkingSeconds: 0 },
      { firstResponseSeconds: 600, closureSeconds: null, firstResponseWorkingSeconds: 600 },
    ]);
    expect(answer.curve).toEqual({ n: 3, answered: 3, p50Seconds: 300, p90Seconds: 600 });
    expect(answer.distribution.filter(({ count }) => count > 0)).toEqual([
      { lowerSeconds: 0, count: 1 },
      { lowerSeconds: 300, count: 1 },
      { lowerSeconds: 600, count: 1 },
    ]);
    expect(answer.heatmap.filter(({ firstResponseSecondsP90: p90 }) => p90 !== null)).toEqual([
      { weekday: 2, hour: 10, firstResponseSecondsP90: expect.closeTo(600, -1) as number },
      { weekday: 5, hour: 17, firstResponseSecondsP90: expect.closeTo(300, -1) as number },
      { weekday: 6, hour: 11, firstResponseSecondsP90: 0 },
    ]);
  });

  it('stand beside those within working hours, with the teams and the chat in the console', async () => {
    const rows = await reportRows(service.url, 'episodes', 'json', 'from=2026-03-23&to=2026-04-06');
    const of = { teams: 'first\\, line, seniors', link: 'https://console.example/chats/1' };
    const weekend = 62 * HOUR + 5 * 60;
    expect(rows[0]).toMatchObject({ ...of, totalWaitSeconds: weekend, totalWaitWorkingSeconds: 300 });
    expect(rows[1]).toMatchObject({ totalWaitSeconds: HOUR, totalWaitWorkingSeconds: 0 });
    expect(rows[2]).toMatchObject({ totalWaitSeconds: 600, totalWaitWorkingSeconds: 600 });
    const { chatEvents, deliveries } = await dataOf<Record<'chatEvents' | 'deliveries', object[]>>(
      service.url,
      `{ chatEvents(chatId: "1") { teams link } deliveries(from: "2026-01-01", to: "2100-01-01", limit: 1) { link } }`,
    );
    expect(chatEvents).toEqual([{ ...of, teams: '' }, of, { ...of, teams: '' }]);
    expect(deliveries).toEqual([{ link: of.link }]);
    const operators = await reportRows(service.url, 'operators', 'json', 'from=2026-03-23&to=2026-04-06');
    expect(operators.map(({ operator, teams }) => [operator, teams])).toEqual([
      ['', ''],
      ['7', of.teams],
    ]);
  });

  it('are of what is counted inside or outside of working hours, where that is asked for', async () => {
    const ask = (hours: string) => {
      const filter = `filter: { hours: ${hours} }`;
      return dataOf<Record<string, Record<string, unknown>[]>>(
        service.url,
        `{ stats(${RANGE}, granularity: TOTAL, ${filter}) { messagesVisitor messagesOperator closures replies }
           episodes(${RANGE}, ${filter}) { chatId }
           closed: episodes(${RANGE}, behind: "closures", ${filter}) { chatId }
           curve: responseCurve(measure: FIRST_RESPONSE, ${RANGE}, ${filter}) { n }
           distribution(measure: CLOSURE, ${RANGE}, ${filter}) { count }
           heatmap(${RANGE}, ${filter}) { episodesStarted }
           changes(measures: ["messagesVisitor"], ${RANGE}, ${filter}) { n }
           explain(measure: "closures", ${RANGE}, ${filter}) { value parts { samples } } }`,
      );
    };
    const sumOf = (name: string, rows: readonly Record<string, unknown>[] = []) =>
      rows.reduce((sum, row) => sum + Number(row[name]), 0);
    for (const [hours, chats, counts] of [
      ['INSIDE', ['1', '3'], { messagesVisitor: 2, messagesOperator: 2, closures: 1, replies: 2 }],
      ['OUTSIDE', ['2'], { messagesVisitor: 1, messagesOperator: 1, closures: 1, replies: 1 }],
    ] as const) {
      const { distribution, heatmap, ...answer } = await ask(hours);
      expect(answer).toEqual({
        stats: [counts],
        episodes: chats.map((chatId) => ({ chatId })),
        closed: [{ chatId: chats[0] }],
        curve: { n: chats.length },
        changes: [{ n: counts.messagesVisitor }],
        explain: { value: 1, parts: [{ samples: 1 }] },
      });
      expect(sumOf('count', distribution)).toBe(1);
      expect(sumOf('episodesStarted', heatmap)).toBe(chats.length);
      const query = `from=2026-03-23&to=2026-04-06&hours=${hours}`;
      expect(await reportRows(service.url, 'episodes', 'json', query)).toHaveLength(chats.length);
    }
  });

  it('are explained with the rules by which they were computed', async () => {
    const { explain } = await dataOf<{ explain: { computedAt: string } }>(
      service.url,
      `{ explain(measure: "firstResponseSecondsAvg", ${RANGE}, clock: WORKING) {
         value clock stateEventTime computedAt definitions
         schedules { account name from zone hours specialDays }
         targets { name from measure withinSeconds clock goalRate covers } } }`,
    );
    const ofMeasure = { measure: 'FIRST_RESPONSE', covers: 'everything' };
    expect(explain).toEqual({
      ...{ value: 300, clock: 'WORKING', stateEventTime: 'PAYLOAD', definitions: 2 },
      computedAt: expect.any(String) as string,
      schedules: [
        {
          ...{ account: 'default', name: 'office', from: null, zone: 'Europe/Berlin', specialDays: '' },
          hours: 'Monday to Friday 09:00–18:00, Saturday and Sunday closed',
        },
      ],
      targets: [
        {
          ...ofMeasure,
          name: 'soon, at work',
          from: null,
          withinSeconds: 300,
          clock: 'WORKING',
          goalRate: 0.9,
        },
        { ...ofMeasure, name: 'today', from: null, withinSeconds: 3600, clock: 'CALENDAR', goalRate: 0.5 },
        {
          ...{ ...ofMeasure, name: 'today', from: '2026-04-01T00:00:00.000Z' },
          ...{ withinSeconds: 7200, clock: 'CALENDAR', goalRate: 1 },
        },
      ],
    });
    expect(Date.parse(explain.computedAt)).toBeLessThanOrEqual(Date.now());
  });

  it('are held against targets, each on its own clock', async () => {
    const asked = `targets(${RANGE}, targets: ["today", "soon, at work"]`;
    const { whole, weeks, operators, teams } = await dataOf<Record<string, object[]>>(
      service.url,
      `{ whole: ${asked}) { target measure withinSeconds clock goalRate time partial met breached pending rate errorBudgetLeft note }
         weeks: ${asked}, granularity: WEEK) { target time withinSeconds met breached }
         operators: ${asked}, groupBy: [OPERATOR]) { target account operator operatorName met breached }
         teams: ${asked}, groupBy: [TEAM], filter: { teams: ["seniors"] }) { target team teamOverlaps met breached } }`,
    );
    const measure = { measure: 'FIRST_RESPONSE', pending: 0, partial: false, note: null };
    const time = '2026-03-23T00:00:00.000Z';
    const soon = { target: 'soon, at work', met: 2, breached: 1 };
    const today = { target: 'today', met: 2, breached: 1 };
    expect(whole).toEqual([
      {
        ...{ ...measure, ...soon, time, withinSeconds: 300, clock: 'WORKING', goalRate: 0.9, rate: 2 / 3 },
        errorBudgetLeft: expect.closeTo(1 - 1 / 0.3, 9) as number,
      },
      // Of a goal of all there is no budget. It is the one of the end of the range; what started before has its own.
      {
        ...{ ...measure, ...today, time, withinSeconds: 7200, clock: 'CALENDAR', goalRate: 1, rate: 2 / 3 },
        errorBudgetLeft: null,
      },
    ]);
    expect(weeks).toEqual([
      { time, target: 'soon, at work', withinSeconds: 300, met: 2, breached: 0 },
      { time, target: 'today', withinSeconds: 3600, met: 1, breached: 1 },
      { time: '2026-03-30T00:00:00.000Z', target: 'soon, at work', withinSeconds: 300, met: 0, breached: 1 },
      { time: '2026-03-30T00:00:00.000Z', target: 'today', withinSeconds: 7200, met: 1, breached: 0 },
    ]);
    const seven = { account: 'default', operator: '7', operatorName: '7' };
    expect(operators).toEqual([
      { ...seven, ...soon },
      { ...seven, ...today },
    ]);
    expect(teams).toEqual([
      { team: 'seniors', teamOverlaps: false, ...soon },
      { team: 'seniors', teamOverlaps: false, ...today },
    ]);
  });

  it('list what met and breached targets, and the chats behind a figure of one', async () => {
    const { episodes, late, replies } = await dataOf<Record<string, object[]>>(
      service.url,
      `{ episodes(${RANGE}) { chatId targetsMet targetsBreached }
         late: episodes(${RANGE}, behind: "breached/soon, at work") { chatId }
         replies: episodes(${RANGE}, behind: "breached/replies") { chatId } }`,
    );
    expect(episodes).toEqual([
      { chatId: '1', targetsMet: 'soon\\, at work', targetsBreached: 'closed, replies, today' },
      { chatId: '2', targetsMet: 'closed, soon\\, at work, today', targetsBreached: 'replies' },
      { chatId: '3', targetsMet: 'today', targetsBreached: 'closed, replies, soon\\, at work' },
    ]);
    expect(late).toEqual([{ chatId: '3' }]);
    expect(replies).toEqual([{ chatId: '1' }, { chatId: '2' }, { chatId: '3' }]);
    const { errors } = await ask(service.url, `{ targets(${RANGE}, targets: ["sooon"]) { met } }`);
    expect(errors).toMatchObject([
      {
        message: 'targets: there is no target "sooon": there is soon, at work, today, replies, closed.',
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
  });

  it('report targets as GraphQL answers them', async () => {
    const query = 'from=2026-03-23&to=2026-04-06&granularity=WEEK&timezone=Europe/Berlin&groupBy=PAGE';
    const [first] = await reportRows(service.url, 'targets', 'csv', `${query}&targets=today&page=`);
    expect(first).toMatchObject({
      ...{ target: 'today', time: '2026-03-23', page: '', met: '1', breached: '1', rate: '0.5', note: '' },
    });
    const all = await reportRows(
      service.url,
      'targets',
      'json',
      `${query}&targets=soon\\, at work&targets=today`,
    );
    expect(all.map(({ target, time }) => [target, time])).toEqual([
      ['soon, at work', '2026-03-23'],
      ['today', '2026-03-23'],
      ['soon, at work', '2026-03-30'],
      ['today', '2026-03-30'],
    ]);
  });

  it('measure whoever waits now', async () => {
    const since = new Date(Date.now() - 8 * 24 * HOUR * 1000);
    const { status } = await post(
      `${service.url}/webhooks/signalzen`,
      Buffer.from(JSON.stringify(visitor(9, 9, new Date(Date.now() - 23 * HOUR * 1000).toISOString()))),
    );
    expect(status).toBe(200);
    await untilRolledUp(service.url);
    const { calendar, working, waiting, onCalendar } = await dataOf<{
      calendar: { longestWaitSeconds: number };
      working: { longestWaitSeconds: number; asOf: string };
      waiting: {
        waitSeconds: number;
        workingWaitSeconds: number;
        waitingSince: string;
        dueAt: string;
        dueTarget: string;
      }[];
      onCalendar: { waitSeconds: number; workingWaitSeconds: number }[];
    }>(
      service.url,
      `{ calendar: live { longestWaitSeconds } working: live(clock: WORKING) { asOf longestWaitSeconds }
         waiting(clock: WORKING) { waitSeconds workingWaitSeconds waitingSince dueAt dueTarget teams link }
         onCalendar: waiting { waitSeconds workingWaitSeconds } }`,
    );
    expect(calendar.longestWaitSeconds).toBeGreaterThanOrEqual(23 * HOUR);
    // Of 23 hours, at most nine are of a working day, and one more of the next.
    expect(working.longestWaitSeconds).toBeLessThanOrEqual(9 * HOUR);
    expect(waiting[0]?.workingWaitSeconds).toBe(waiting[0]?.waitSeconds);
    expect(onCalendar[0]?.waitSeconds).toBeGreaterThanOrEqual(23 * HOUR);
    expect(onCalendar[0]?.workingWaitSeconds).toBeLessThanOrEqual(9 * HOUR);
    expect(waiting).toMatchObject([
      { dueTarget: 'replies', teams: '', link: 'https://console.example/chats/9' },
    ]);
    const { live, rest } = await dataOf<Record<'live' | 'rest', { episodesWaiting: number }>>(
      service.url,
      `{ live(filter: { hours: INSIDE }) { episodesWaiting } rest: live(filter: { hours: OUTSIDE }) { episodesWaiting } }`,
    );
    expect(live.episodesWaiting + rest.episodesWaiting).toBe(1);
    expect(Date.parse(waiting[0]?.waitingSince ?? '')).toBeGreaterThan(since.getTime());
    // By the shortest of the limits on the calendar.
    expect(Date.parse(waiting[0]?.dueAt ?? '')).toBe(Date.parse(waiting[0]?.waitingSince ?? '') + 300_000);
  });
});
