import { changeOf } from './change';

describe('a change', () => {
  const time = { unit: 'seconds', direction: 'DOWN' };
  const rate = { unit: 'ratio', direction: 'UP' };
  const chats = { unit: 'chats', direction: 'NEUTRAL' };

  it('is good when a number goes where it should', () => {
    expect(changeOf(60, 80, time)).toEqual({ text: '−25.0 %', verdict: 'good' });
    expect(changeOf(80, 60, time)).toMatchObject({ verdict: 'bad' });
    expect(changeOf(0.9, 0.8, rate)).toMatchObject({ verdict: 'good' });
  });

  it('of a number that is neither good nor bad is neutral', () => {
    expect(changeOf(120, 100, chats)).toEqual({ text: '+20.0 %', verdict: 'neutral' });
    expect(changeOf(100, 100, time)).toEqual({ text: 'no change', verdict: 'neutral' });
  });

  it('of a rate is in percentage points', () => {
    expect(changeOf(0.846, 0.9, rate)?.text).toBe('−5.4 pts');
    expect(changeOf(1, 0.5, rate)?.text).toBe('+50.0 pts');
  });

  it('is a factor when it is great, and a number when there was nothing', () => {
    expect(changeOf(1400, 100, chats)?.text).toBe('×14');
    expect(changeOf(200, 100, chats)?.text).toBe('+100 %');
    expect(changeOf(14, 0, chats)?.text).toBe('+14 from 0');
  });

  it('is none where a number is missing', () => {
    expect(changeOf(null, 3, time)).toBeUndefined();
    expect(changeOf(3, undefined, time)).toBeUndefined();
  });
});
