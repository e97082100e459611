import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ALL_SELECTION,
  EXACT_SELECTION,
  allStatsOf,
  expectPercentiles,
  percentilesOf,
  withoutPercentiles,
} from '../support/stats-of-reference';
import { FIELDS_WITH_ENDS } from '../support/intervals-of-reference';
import { totalAt } from './sample-histories';
import { HOUR, MINUTE, copilotMessage, linkedMessage, userEvent, visitorMessage } from './samples';

/** Contacts of visitors 1, 2, …, who are answered after as many seconds and leave after as many minutes. */
const contacts = (count: number) =>
  Array.from({ length: count }, (_, index) => index + 1).flatMap((visitor) => [
    visitorMessage(10 * visitor, 0, { sender: { id: visitor } }),
    linkedMessage(10 * visitor + 1, visitor * 1000, { user_id: visitor }),
    userEvent('closed', visitor * MINUTE, { id: visitor }),
  ]);

const nothing = totalAt(HOUR, [userEvent('tagged', 0)]);

describe('what GraphQL must say', () => {
  it('is every measure of the contract', () => {
    const contract = readFileSync(join(__dirname, '../contract/schema.graphql'), 'utf8');
    const [, row = ''] = /type StatsRow \{(.*?)\n\}/s.exec(contract) ?? [];
    const names = [...row.matchAll(/^ {2}(\w+): (?:Int!|Float)$/gm)].map(([, name]) => name);
    expect(ALL_SELECTION.split(' ').sort()).toEqual(names.sort());
    // "Besides each … that is a Float stand …Low and …High".
    const floats = [...row.matchAll(/^ {2}(\w+): Float$/gm)].map(([, name]) => name);
    expect(FIELDS_WITH_ENDS.toSorted()).toEqual(floats.sort());
  });

  it('has averages and rates of the same samples', () => {
    const stats = allStatsOf(
      totalAt(HOUR, [
        ...contacts(4),
        visitorMessage(100, 0),
        copilotMessage(101, 1000),
        userEvent('closed', 9000),
        userEvent('rated', 9500, { rating: 2 }),
        userEvent('rated', 9600, { rating: 5, id: 1 }),
        userEvent('rated', 9700, { rating: 4, id: 2 }),
        userEvent('closed', 0, { id: 77 }),
        visitorMessage(102, 0, { sender: { id: 55 } }),
      ]),
    );
    expect(stats).toMatchObject({
      episodesOpen: 1,
      episodesStarted: 6,
      episodesClosed: 6,
      closures: 5,
      closureSecondsAvg: (60 + 120 + 180 + 240 + 9) / 5,
      firstResponseSecondsAvg: 2.5,
      firstAnswerSecondsAvg: 2.2,
      replySecondsAvg: 2.5,
      ratingAvg: 11 / 3,
      csatRate: 2 / 3,
      ratingResponseRate: 3 / 6,
      totalWaits: 5,
      totalWaitSecondsAvg: 2.2,
      copilotInvolvementRate: 1 / 6,
      copilotResolutionRate: 1,
      copilotDurableResolutionRate: null,
      repeatContactRate: null,
    });
    expect(Object.keys(stats).join(' ')).toBe(EXACT_SELECTION);
  });

  it('has the shares of what a week later was known', () => {
    const resolved = (visitor: number) => [
      visitorMessage(10 * visitor, 0, { sender: { id: visitor } }),
      copilotMessage(10 * visitor + 1, 1000, { user_id: visitor }),
    ];
    const back = visitorMessage(5, 30 * HOUR, { sender: { id: 3 } });
    expect(allStatsOf(totalAt(1000 * HOUR, [1, 2, 3, 4].flatMap(resolved).concat(back)))).toMatchObject({
      copilotResolutionRate: 1,
      copilotDurableResolutionRate: 3 / 4,
      repeatContactRate: 1 / 5,
    });
  });

  it('is null over nothing, and 0 for a count', () => {
    const stats = allStatsOf(nothing);
    const values = Object.entries(stats);
    expect(values.filter(([, value]) => value === null).map(([name]) => name)).toHaveLength(12);
    expect(values.every(([, value]) => value === null || value === 0)).toBe(true);
    expect(new Set(Object.values(percentilesOf(nothing)))).toEqual(new Set([null]));
  });

  it('has percentiles of the nearest rank', () => {
    const percentiles = (count: number) => percentilesOf(totalAt(HOUR, contacts(count)));
    expect(percentiles(1)).toMatchObject({ firstResponseSecondsP50: 1, closureSecondsP99: 60 });
    expect(percentiles(10)).toEqual({
      firstResponseSecondsP50: 5,
      firstResponseSecondsP90: 9,
      firstResponseSecondsP95: 10,
      firstResponseSecondsP99: 10,
      firstAnswerSecondsP50: 5,
      firstAnswerSecondsP90: 9,
      replySecondsP50: 5,
      replySecondsP90: 9,
      totalWaitSecondsP50: 5,
      totalWaitSecondsP90: 9,
      closureSecondsP50: 300,
      closureSecondsP90: 540,
      closureSecondsP95: 600,
      closureSecondsP99: 600,
    });
    expect(percentiles(11)).toMatchObject({ firstResponseSecondsP50: 6, firstResponseSecondsP90: 10 });
  });
});

describe('an answered row', () => {
  const measures = totalAt(HOUR, contacts(10));
  const exact = percentilesOf(measures);

  it('has percentiles within one percent', () => {
    expectPercentiles({ ...exact, closureSecondsP50: 303, closureSecondsP99: 594 }, measures);
    expectPercentiles(percentilesOf(nothing), nothing);
    const wrong = [{ closureSecondsP50: 303.1 }, { closureSecondsP99: 593.9 }, { replySecondsP50: null }];
    for (const fields of wrong) {
      expect(() => {
        expectPercentiles({ ...exact, ...fields }, measures);
      }).toThrow();
    }
    expect(() => {
      expectPercentiles(exact, nothing);
    }).toThrow();
  });

  it('is the rest without these', () => {
    const row = { time: 'now', ...allStatsOf(measures), ...exact };
    expect(withoutPercentiles(row)).toEqual({ time: 'now', ...allStatsOf(measures) });
    expect(['time', ...ALL_SELECTION.split(' ')]).toEqual(Object.keys(row));
  });
});
