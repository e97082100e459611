import { lastEpisodeAt } from './sample-histories';
import { HOUR, userEvent, visitorMessage } from './samples';

const named = (pairs: Record<string, unknown>) =>
  Object.entries(pairs).map(([name, value]) => ({ name, value }));
const seen = (ms: number, user_attributes: unknown) => userEvent('tagged', ms, { user_attributes });
const attributesAt = (...given: Parameters<typeof lastEpisodeAt>) =>
  Object.fromEntries(lastEpisodeAt(...given).attributes);
const attributesIn = (list: unknown[]) =>
  attributesAt(HOUR, [visitorMessage(1, 0), seen(1, list), seen(2, undefined), seen(3, 'none')]);

describe('the attributes of an episode', () => {
  const visit = visitorMessage(1, 0);

  it('are those of the last resource that tells them, up to the end', () => {
    const told = [seen(-1000, named({ plan: 'free', team: 'a' })), seen(1000, named({ plan: 'pro' }))];
    expect(attributesAt(HOUR, [visit, ...told])).toEqual({ plan: 'pro' });
    // Idle, it ended with its last message.
    expect(attributesAt(48 * HOUR, [visit, ...told])).toEqual({ plan: 'free', team: 'a' });
    expect(attributesAt(HOUR, [visit, ...told, userEvent('closed', 500)])).toEqual({
      plan: 'free',
      team: 'a',
    });
    expect(attributesAt(HOUR, [visit, ...told, userEvent('closed', 1500)])).toEqual({ plan: 'pro' });
    expect(
      attributesAt(HOUR, [
        visit,
        ...told,
        userEvent('closed', 1500, { user_attributes: named({ plan: 'end' }) }),
      ]),
    ).toEqual({ plan: 'end' });
  });

  it('are none where the last list is empty', () => {
    expect(attributesAt(HOUR, [visit, seen(-1, named({ a: 'b' })), seen(1, [])])).toEqual({});
  });

  it('are those known by the close where the start is unknown', () => {
    const early = seen(-1, named({ a: 'b' }));
    expect(attributesAt(HOUR, [early, userEvent('closed', 0)])).toEqual({ a: 'b' });
    const close = userEvent('closed', 0, { user_attributes: named({ a: 'c' }) });
    expect(attributesAt(HOUR, [early, close, seen(1, named({ a: 'd' }))])).toEqual({ a: 'c' });
  });

  it('are texts, numbers and truths, by name; a name that comes twice has its last value', () => {
    expect(attributesIn([...named({ a: 'x', b: 1.5, c: true, d: null, e: {} }), null, 'f', {}])).toEqual({
      a: 'x',
      b: '1.5',
      c: 'true',
    });
    const twice = [
      { name: 'a', value: 'x' },
      { name: 'a', value: 'y' },
      { name: '', value: 'z' },
      { name: 4, value: '' },
    ];
    expect(attributesIn(twice)).toEqual({ a: 'y', 4: '' });
  });

  it('are at most fifty, with names and values that are not endless', () => {
    const many = Array.from({ length: 60 }, (_, index) => ({ name: `n${index}`, value: index }));
    const kept = Object.keys(attributesIn(many));
    expect([kept.length, kept[0], kept.at(-1)]).toEqual([50, 'n0', 'n49']);
    expect(attributesIn([{ name: 'n'.repeat(101), value: 'v'.repeat(201) }])).toEqual({
      ['n'.repeat(100)]: 'v'.repeat(200),
    });
  });
});
