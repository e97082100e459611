import { initialState, step } from './alert-state';
import type { AlertState, Found, News } from './alert-state';

const S = 1_000;
const FOUND: Readonly<Record<string, Found>> = { x: 'so', n: 'no data', e: 'error' };

/** What people hear of, second by second. `.` is not so, `x` is so, `n` is too little, `e` cannot be found out. */
function told(
  looks: string,
  patience: Partial<Parameters<typeof step>[3]> = {},
  isHeard: (second: number) => boolean = () => true,
): string[] {
  let state: AlertState = initialState(0);
  const news: string[] = [];
  for (const [index, look] of Array.from(looks).entries()) {
    const found = FOUND[look] ?? 'not so';
    const all = { forMs: 0, keepFiringMs: 0, coolDownMs: 0, ...patience };
    const next: { state: AlertState; news: News } = step(
      state,
      found,
      (index + 1) * S,
      all,
      isHeard(index + 1),
    );
    state = next.state;
    if (next.news !== undefined) news.push(`${index + 1} ${next.news}`);
  }
  return news;
}

describe('An alert', () => {
  it('is told once, and when it is over', () => {
    expect(told('..xxxx..')).toEqual(['3 firing', '7 resolved']);
    expect(told('xx.xx.')).toEqual(['1 firing', '3 resolved', '4 firing', '6 resolved']);
  });

  it('waits for as long as it is to be so', () => {
    expect(told('xx.xxxx.', { forMs: 3 * S })).toEqual(['7 firing', '8 resolved']);
    expect(told('xxx.xxx.', { forMs: 3 * S })).toEqual([]);
  });

  it('is over only once it has been for as long as it is to be', () => {
    expect(told('x.x.x....', { keepFiringMs: 3 * S })).toEqual(['1 firing', '9 resolved']);
  });

  it('is not told again before it has cooled down, and is then, if it still is so', () => {
    expect(told('x.xxxxx.', { coolDownMs: 5 * S })).toEqual([
      '1 firing',
      '2 resolved',
      '6 firing',
      '8 resolved',
    ]);
    expect(told('x.x.....', { coolDownMs: 5 * S })).toEqual(['1 firing', '2 resolved']);
  });

  it('that fires in quiet hours is told after them, if it still is so', () => {
    expect(told('xxxxxx..', {}, (second) => second > 4)).toEqual(['5 firing', '7 resolved']);
    expect(told('xxx.....', {}, (second) => second > 4)).toEqual([]);
  });

  it('that is over in quiet hours is said to be to whoever knows of it', () => {
    expect(told('xx......', {}, (second) => second < 2)).toEqual(['1 firing', '3 resolved']);
  });

  it('that cannot be judged is told as such, once, and stays what it was while it fires', () => {
    expect(told('.eee..e.')).toEqual(['2 error', '7 error']);
    expect(told('xeex.')).toEqual(['1 firing', '5 resolved']);
    expect(told('eex.')).toEqual(['1 error', '3 firing', '4 resolved']);
  });

  it('of which there is too little to say is told as such where it fired, and else to nobody', () => {
    expect(told('.nn.n')).toEqual([]);
    expect(told('xnn.')).toEqual(['1 firing', '2 no_data']);
    expect(told('xnnx.')).toEqual(['1 firing', '2 no_data', '4 firing', '5 resolved']);
    expect(told('xnnn', { keepFiringMs: 2 * S })).toEqual(['1 firing', '4 no_data']);
    expect(told('xxnx', { forMs: 2 * S })).toEqual([]);
  });
});
