import fc from 'fast-check';
import { PRESETS } from '../time/presets';
import type { PresetName } from '../time/presets';
import type { Compare } from '../time/resolved-range';
import { tableOfAttribute } from './table-shown';
import type { View } from './view';
import { readView, readViewUrl, viewQuery } from './view-url';

const texts = fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 3 });
const date = fc
  .integer({ min: 0, max: 20_000 })
  .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));
const instant = fc.integer({ min: 0, max: 2e12 });
const views: fc.Arbitrary<View> = fc.record({
  chosen: fc.oneof(
    fc.constantFrom(...(Object.keys(PRESETS) as PresetName[])).map((preset) => ({ preset })),
    fc
      .tuple(date, date)
      .map((dates) => ({ first: dates.toSorted()[0] ?? '', last: dates.toSorted()[1] ?? '' })),
  ),
  compare: fc.constantFrom<Compare>('none', 'previous', 'year', 'year-weekdays', { since: '1969-12-31' }),
  zone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires'),
  clock: fc.constantFrom('CALENDAR' as const, 'WORKING' as const),
  selection: fc.record({
    accounts: texts,
    operators: texts,
    teams: texts,
    pages: texts,
    copilot: fc.constantFrom(true, false, undefined),
    hours: fc.constantFrom('INSIDE' as const, 'OUTSIDE' as const, 'ALL' as const),
    attributes: fc
      .array(
        fc.tuple(
          fc.string(),
          texts.filter((values) => values.length > 0),
        ),
        { maxLength: 2 },
      )
      .map((entries) => new Map(entries)),
  }),
  // Which bars are too many, the range says.
  bucket: fc.constant('auto' as const),
  table: fc.oneof(
    fc.constantFrom(...(['operators', 'teams', 'pages', 'accounts', 'copilot'] as const)),
    fc.string({ minLength: 1 }).map(tableOfAttribute),
  ),
  spread: fc.constantFrom('firstAnswer' as const, 'closure' as const, undefined),
  live: fc.option(fc.record({ scale: fc.constantFrom(0.5, 1, 1.5, 4) }), { nil: undefined }),
  episodes: fc.option(
    fc.record({
      within: fc.option(fc.record({ from: instant, to: instant.map((time) => time + 2e12) }), {
        nil: undefined,
      }),
      behind: fc.constantFrom(
        ...([
          'episodesStarted',
          'episodesMissed',
          'closures',
          'rating2',
          'breached/a/b',
          'met/soon',
        ] as const),
      ),
      status: fc.constantFrom('OPEN' as const, 'CLOSED' as const, 'IDLE' as const, undefined),
      offset: fc.nat(),
    }),
    { nil: undefined },
  ),
  chat: fc.option(
    fc.record({ account: fc.constantFrom('default', 'shop-2'), id: fc.string({ minLength: 1 }) }),
    {
      nil: undefined,
    },
  ),
});

describe('the URL of a view', () => {
  it('says all of it', () => {
    fc.assert(
      fc.property(views, (view) => {
        expect(readView(viewQuery(view), 'Asia/Tokyo')).toEqual(view);
      }),
    );
  });

  it.each([
    '',
    '?range=never',
    '?from=2026-02-30&to=2026-03-01',
    '?from=2026-03-02&to=2026-03-01',
    '?zone=%2B02:00',
  ])('shows the last seven days in the zone of the browser for %j', (query) => {
    const view = readView(query, 'Asia/Tokyo');
    expect(view.chosen).toEqual({ preset: 'last-7-days' });
    expect(view.zone).toBe('Asia/Tokyo');
  });

  it.each(['', '0', '-1', '5', 'x'])('never makes the screen of who waits %j times as large', (scale) => {
    expect(readView(`?view=live&scale=${scale}`, 'UTC').live).toEqual({ scale: 1 });
  });

  it.each<[query: string, problems: [part: string, given: string, reason: string][]]>([
    [
      '?range=last-30-days&compare=none&zone=UTC&clock=working&bucket=day&hours=inside&copilot=no&table=pages',
      [],
    ],
    [
      '?range=never&zone=Mars/Base',
      [
        ['zone', 'Mars/Base', 'unread'],
        ['range', 'never', 'unread'],
      ],
    ],
    [
      '?from=2026-02-30&to=2026-03-01',
      [
        ['from', '2026-02-30', 'unread'],
        ['to', '2026-03-01', 'unread'],
      ],
    ],
    [
      '?compare=decade&scale=9&view=live',
      [
        ['compare', 'decade', 'unread'],
        ['scale', '9', 'unread'],
      ],
    ],
    ['?from=2026-01-01&to=2026-06-30&bucket=day', [['bucket', 'day', 'bars']]],
    [
      '?episodes=x~y&offset=-4&status=ALL',
      [
        ['episodes', 'x~y', 'unread'],
        ['status', 'ALL', 'unread'],
        ['offset', '-4', 'unread'],
      ],
    ],
    [
      '?chat=7&colour=red&attribute.plan=pro',
      [
        ['chat', '7', 'unread'],
        ['colour', 'red', 'unknown'],
      ],
    ],
  ])('says of %s what is wrong', (query, problems) => {
    const found = readViewUrl(query, 'UTC').problems;
    expect(found.map(({ part, given, reason }) => [part, given, reason])).toEqual(problems);
  });

  it.each<[date: string, compare: Compare]>([
    ['2026-02-28', { since: '2026-02-28' }],
    ['2026-03-01', 'previous'],
    ['2026-02-30', 'previous'],
  ])('compares with what begins on %s where that lies before', (date, compare) => {
    expect(readView(`?from=2026-03-01&to=2026-03-07&compare=${date}`, 'UTC').compare).toEqual(compare);
  });

  it('has days, weeks and months where they are not too many', () => {
    const bucketOf = (query: string) => readView(`?from=2026-01-01&${query}`, 'UTC').bucket;
    expect(bucketOf('to=2026-04-10&bucket=day')).toBe('day');
    expect(bucketOf('to=2026-04-11&bucket=day')).toBe('auto');
    expect(bucketOf('to=2027-04-11&bucket=week')).toBe('week');
    expect(bucketOf('to=2033-04-11&bucket=month')).toBe('month');
  });

  it('is never of a list that cannot be', () => {
    expect(readView('?episodes=x~y&offset=-4&status=ALL&behind=toString/soon', 'UTC').episodes).toEqual({
      within: undefined,
      behind: 'episodesStarted',
      status: undefined,
      offset: 0,
    });
    expect(readView('?chat=default~', 'UTC').chat).toBeUndefined();
  });
});
