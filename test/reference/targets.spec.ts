import type { RawDelivery } from './delivery';
import { historyOf } from './sample-histories';
import { HOUR, MINUTE, NOON, copilotMessage, linkedMessage, userEvent, visitorMessage } from './samples';
import type { ReferenceTarget, ReferenceTargetVersion, TargetResult } from './targets';
import { targetOutcomesOf } from './targets';

const within = (
  withinSeconds: number,
  more: Partial<ReferenceTargetVersion> = {},
): ReferenceTargetVersion => ({
  ...{ withinSeconds, clock: 'CALENDAR', endedEarly: 'EXCLUDE', lastWord: 'IGNORE' },
  ...more,
});
const targetOf = (
  measure: ReferenceTarget['measure'],
  ...versions: readonly ReferenceTargetVersion[]
): ReferenceTarget => ({ name: 'any', measure, versions });

const outcomesAt = (ms: number, target: ReferenceTarget, deliveries: readonly RawDelivery[]) =>
  targetOutcomesOf(historyOf(deliveries, { now: NOON + ms }), target);
const resultsAt = (...given: Parameters<typeof outcomesAt>): TargetResult[] =>
  outcomesAt(...given).map(({ result }) => result);

const visit = visitorMessage(1, 0, { body: 'Where is it?' });
const closed = (ms: number) => userEvent('closed', ms);
const FIVE = 300;
const LATE = 40 * HOUR;

describe('a target of first responses', () => {
  const target = targetOf('FIRST_RESPONSE', within(FIVE));
  const resultAt = (ms: number, ...deliveries: RawDelivery[]) =>
    resultsAt(ms, target, [visit, ...deliveries]);

  it('is met up to the limit, and breached after it', () => {
    expect(resultAt(HOUR, linkedMessage(2, FIVE * 1000))).toEqual(['met']);
    expect(resultAt(HOUR, linkedMessage(2, FIVE * 1000 + 1))).toEqual(['breached']);
  });

  it('is pending while there is time, and breached when the limit passes', () => {
    expect(resultAt(FIVE * 1000)).toEqual(['pending']);
    expect(resultAt(FIVE * 1000 + 1)).toEqual(['breached']);
  });

  it('ended early where the episode was over before the limit without an answer', () => {
    expect(resultAt(HOUR, closed(FIVE * 1000))).toEqual(['endedEarly']);
    expect(resultAt(HOUR, closed(FIVE * 1000 + 1))).toEqual(['breached']);
    // Idle: over when it became idle, a day after its last activity. What was breached remains so.
    expect(resultAt(LATE)).toEqual(['breached']);
    const inDays = (days: number) =>
      resultsAt(LATE, targetOf('FIRST_RESPONSE', within(days * 86_400)), [visit]);
    expect(inDays(1)).toEqual(['breached']);
    expect(inDays(1.0001)).toEqual(['endedEarly']);
    const strict = targetOf('FIRST_RESPONSE', within(FIVE, { endedEarly: 'BREACH' }));
    expect(resultsAt(HOUR, strict, [visit, closed(1)])).toEqual(['breached']);
  });

  it('is timed from a hand-off while the copilot is on, be there a response or not', () => {
    const on = userEvent('enabled_copilot', -1);
    const handOff = userEvent('disabled_copilot', HOUR);
    expect(resultAt(HOUR + 1, on, copilotMessage(2, 1), handOff)).toEqual(['pending']);
    expect(resultAt(2 * HOUR, on, copilotMessage(2, 1), handOff)).toEqual(['breached']);
    expect(resultAt(2 * HOUR, handOff)).toEqual(['breached']);
  });

  it('covers no episode without a question, of an unknown start, or that a block ended', () => {
    expect(resultsAt(LATE, target, [userEvent('created', 0)])).toEqual([]);
    expect(resultsAt(LATE, target, [closed(0), visitorMessage(1, 1)])).toEqual([]);
    expect(resultAt(LATE, userEvent('blocked', MINUTE))).toEqual([]);
    expect(resultAt(LATE, userEvent('blocked', MINUTE), closed(HOUR))).toEqual([]);
  });

  it('is of who answered, else of the episode', () => {
    const operatorsOf = (...more: RawDelivery[]) =>
      outcomesAt(HOUR, target, [visit, ...more]).map(({ dimensions, at }) => [dimensions.operator, at]);
    const answers = [linkedMessage(2, 1), linkedMessage(3, 2, { sender: { id: 6 } })];
    expect(operatorsOf(...answers)).toEqual([['1', NOON]]);
    expect(operatorsOf()).toEqual([['', NOON]]);
  });
});

describe('a target', () => {
  it('is the one in force at the start of the episode', () => {
    const versions = [within(600, { from: NOON }), within(FIVE, { from: NOON + HOUR })];
    const target = targetOf('FIRST_ANSWER', ...versions);
    const answeredAfterSix = (ms: number) => [visitorMessage(1, ms), linkedMessage(2, ms + 6 * MINUTE)];
    const results = [-1, 0, HOUR - 1, HOUR].map((ms) => resultsAt(LATE, target, answeredAfterSix(ms)));
    expect(results).toEqual([[], ['met'], ['met'], ['breached']]);
  });

  it('applies to what it is said to', () => {
    const target = (copilot: boolean) => targetOf('FIRST_ANSWER', within(FIVE, { applies: { copilot } }));
    const chat = [visit, copilotMessage(2, 1000)];
    expect([true, false].map((copilot) => resultsAt(HOUR, target(copilot), chat))).toEqual([['met'], []]);
  });

  it('may be in working time', () => {
    const day = [['12:00', '12:03'] as const];
    const schedules = { default: [[{ zone: 'UTC', week: [day, day, day, day, day, day, day], days: {} }]] };
    const target = targetOf('FIRST_RESPONSE', within(FIVE, { clock: 'WORKING' }));
    const resultAt = (ms: number, ...deliveries: RawDelivery[]) =>
      targetOutcomesOf(historyOf([visit, ...deliveries], { now: NOON + ms, schedules }), target).map(
        ({ result }) => result,
      );
    const tomorrow = 24 * HOUR;
    expect(resultAt(tomorrow)).toEqual(['pending']);
    expect(resultAt(LATE, linkedMessage(2, tomorrow - 1))).toEqual(['met']);
    expect(resultAt(LATE, linkedMessage(2, tomorrow), linkedMessage(3, tomorrow + 1))).toEqual(['met']);
    const kept = visitorMessage(9, tomorrow - 1);
    expect(resultAt(tomorrow + 2 * MINUTE, kept)).toEqual(['pending']);
    expect(resultAt(tomorrow + 2 * MINUTE + 1, kept)).toEqual(['breached']);
  });
});

describe('a target of replies', () => {
  const target = targetOf('REPLY', within(FIVE));
  const talk = (body: string, ...more: RawDelivery[]) => [
    visit,
    linkedMessage(2, MINUTE),
    visitorMessage(3, 2 * MINUTE, { body }),
    ...more,
  ];

  it('covers each turn that an operator ended, or nobody', () => {
    const turns = [visit, copilotMessage(2, 1), visitorMessage(3, 10), linkedMessage(4, HOUR)];
    const last = visitorMessage(5, 2 * HOUR, { body: 'And now?' });
    expect(resultsAt(2 * HOUR + 1, target, [...turns, last])).toEqual(['breached', 'pending']);
    expect(resultsAt(LATE, target, [...turns, last])).toEqual(['breached', 'breached']);
    expect(outcomesAt(LATE, target, turns).map(({ at }) => at - NOON)).toEqual([10]);
  });

  it('leaves out a last word, open or over', () => {
    expect(resultsAt(HOUR, target, talk('thanks'))).toEqual(['met', 'lastWord']);
    expect(resultsAt(LATE, target, talk('thanks'))).toEqual(['met', 'lastWord']);
    expect(resultsAt(LATE, target, talk('thanks', closed(MINUTE)))).toEqual(['met', 'lastWord']);
    const strict = targetOf('REPLY', within(FIVE, { lastWord: 'BREACH' }));
    expect(resultsAt(HOUR, strict, talk('thanks'))).toEqual(['met', 'breached']);
  });

  it.each([
    ['a question', ['no?'], 'breached'],
    ['a question in Chinese', ['好的？'], 'breached'],
    ['a question in Arabic', ['شكرا؟'], 'breached'],
    ['a question in Greek', ['πού είναι;'], 'breached'],
    ['a semicolon elsewhere', ['thanks; bye'], 'lastWord'],
    ['60 characters', ['👍'.repeat(60)], 'lastWord'],
    ['61 characters', ['a'.repeat(61)], 'breached'],
    ['two messages', ['thanks', 'bye'], 'breached'],
    ['a message without a text', [''], 'breached'],
  ])('knows %s', (_, [body = '', second], result) => {
    const more = second === undefined ? [] : [visitorMessage(4, 3 * MINUTE, { body: second })];
    expect(resultsAt(HOUR, target, talk(body, ...more))).toEqual(['met', result]);
  });

  it('has no last word where nothing was answered before', () => {
    expect(resultsAt(HOUR, target, [visitorMessage(1, 0, { body: 'hello' })])).toEqual(['breached']);
  });
});

describe('a target of total waits', () => {
  const target = targetOf('TOTAL_WAIT', within(FIVE));
  const answered = [visit, linkedMessage(2, 2 * MINUTE), visitorMessage(3, 10 * MINUTE)];

  it('is judged when the episode is over, or as soon as the waits are longer', () => {
    expect(resultsAt(13 * MINUTE, target, answered)).toEqual(['pending']);
    expect(resultsAt(13 * MINUTE + 1, target, answered)).toEqual(['breached']);
    expect(resultsAt(HOUR, target, [...answered, closed(13 * MINUTE)])).toEqual(['met']);
    expect(resultsAt(LATE, target, answered)).toEqual(['met']);
  });

  it('of what was never answered is pending while open, and judged by its end', () => {
    expect(resultsAt(HOUR, target, [visit])).toEqual(['pending']);
    expect(resultsAt(LATE, target, [visit])).toEqual(['breached']);
    expect(resultsAt(HOUR, target, [visit, closed(FIVE * 1000)])).toEqual(['endedEarly']);
    expect(resultsAt(HOUR, target, [visit, closed(FIVE * 1000 + 1)])).toEqual(['breached']);
  });
});

describe('a target of closures', () => {
  it('covers every start, and what is idle until it became idle', () => {
    const target = targetOf('CLOSURE', within(3600));
    const created = userEvent('created', 0);
    expect(resultsAt(HOUR, target, [created])).toEqual(['pending']);
    expect(resultsAt(HOUR + 1, target, [created])).toEqual(['breached']);
    expect(resultsAt(LATE, target, [created])).toEqual(['breached']);
    expect(resultsAt(LATE, targetOf('CLOSURE', within(30 * 3600)), [created])).toEqual(['endedEarly']);
    expect(resultsAt(LATE, target, [created, closed(HOUR)])).toEqual(['met']);
  });
});
