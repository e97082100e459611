import fc from 'fast-check';

/**
 * Times in every spelling, also wrong ones, and what is no time.
 * @param receivedAt UTC milliseconds, around which some of them lie
 */
export function oddTimes(receivedAt: number): fc.Arbitrary<unknown> {
  const two = (from: number, to: number) =>
    fc.integer({ min: from, max: to }).map((number) => String(number).padStart(2, '0'));
  const mostly = (usual: fc.Arbitrary<string>, ...others: string[]) =>
    fc.oneof({ weight: 8, arbitrary: usual }, fc.constantFrom(...others));
  const anyTime = fc
    .tuple(
      mostly(fc.integer({ min: 1969, max: 2106 }).map(String), '0070', '1600', '9999', '2000', '02026'),
      mostly(two(1, 12), '00', '13', '02', '1'),
      mostly(two(1, 31), '00', '29', '30', '31', '32'),
      fc.constantFrom('T', 't', ' ', '  ', ''),
      mostly(two(0, 23), '24', '25', '00', '7'),
      mostly(two(0, 59), '60', '00', '59'),
      mostly(
        two(0, 59).map((second) => `:${second}`),
        '',
        ':60',
        ':61',
        ':00',
        ':',
      ),
      fc.constantFrom('', '', '.5', ',25', '.123', '.123456', '.123456789', '.', '.000', ',x'),
      fc.constantFrom(
        'Z',
        'z',
        ' UTC',
        'utc',
        'GMT',
        '',
        '-03',
        '+0530',
        '+05:45',
        '+5:30',
        ' +02:00',
        '+14',
        '-24:00',
      ),
    )
    .map(([year, month, day, between, hour, minute, second, fraction, zone]) =>
      [year, '-', month, '-', day, between, hour, ':', minute, second, fraction, zone].join(''),
    );
  const nearby = fc
    .constantFrom(-86_400_000, -1000, 0, 299_999, 300_000, 300_001, 86_400_000)
    .map((distance) => new Date(receivedAt + distance).toISOString());
  const none = fc.constantFrom<unknown>(
    null,
    '',
    'yesterday',
    1_775_815_200,
    {},
    '2026-04-31T10:00:00Z',
    '2026-04-10',
  );
  const leap = fc.constantFrom(
    '2016-12-31T23:59:60Z',
    '2016-12-31T23:59:60.9+00',
    '2017-01-01 05:29:60+05:30',
  );
  return fc.oneof(anyTime, nearby, nearby, none, leap);
}
