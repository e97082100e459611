import type { AlertRules } from '../../platform/rules/alert-rules';

/** As Grafana names them. */
export type StateName = 'ok' | 'pending' | 'firing' | 'recovering' | 'error' | 'no_data';

/** What an alert has come to, for one of the things that it is about. All times in milliseconds. */
export interface AlertState {
  readonly state: StateName;
  readonly since: number;
  /** Names the time for which it has been firing; empty while it is not. */
  readonly firing: string;
  /** Whether people know that it is firing. */
  readonly isTold: boolean;
  /** When they were last told of it; 0: never. */
  readonly toldAt: number;
}

/** What somebody who looks has found. `no data`: too little to say. */
export type Found = 'so' | 'not so' | 'no data' | 'error';

/** What people are to be told of. */
export type News = 'firing' | 'resolved' | 'no_data' | 'error' | undefined;

export interface Step {
  readonly state: AlertState;
  readonly news: News;
}

type Patience = Pick<AlertRules, 'forMs' | 'keepFiringMs' | 'coolDownMs'>;

export function initialState(now: number): AlertState {
  return { state: 'ok', since: now, firing: '', isTold: false, toldAt: 0 };
}

/**
 * What becomes of an alert with what somebody finds. What is not told, as nobody wants to hear now, is told as soon as
 * somebody does, if it still is so. That it is over, or that nobody can say any more, is told to whoever knows that it
 * was.
 * @param isHeard whether people are to be told now: no quiet hours, and not muted
 */
export function step(
  before: AlertState,
  found: Found,
  now: number,
  patience: Patience,
  isHeard: boolean,
): Step {
  const after = moved(before, found, now, patience);
  const isFiring = after.state === 'firing' || after.state === 'recovering';
  if (isFiring && !after.isTold) {
    const isCool = after.toldAt === 0 || now - after.toldAt >= patience.coolDownMs;
    if (after.state === 'recovering' || !isHeard || !isCool) return { state: after, news: undefined };
    return { state: { ...after, isTold: true, toldAt: now }, news: 'firing' };
  }
  if (after.state === 'error' && !after.isTold && isHeard)
    return { state: { ...after, isTold: true }, news: 'error' };
  if ((after.state === 'ok' || after.state === 'no_data') && after.isTold) {
    const news = after.state === 'ok' ? 'resolved' : 'no_data';
    return { state: { ...after, isTold: false }, news: before.state === 'error' ? undefined : news };
  }
  return { state: after, news: undefined };
}

function moved(before: AlertState, found: Found, now: number, { forMs, keepFiringMs }: Patience): AlertState {
  const to = (state: StateName, more: Partial<AlertState> = {}): AlertState => ({
    ...before,
    state,
    since: now,
    ...more,
  });
  const fire = () => to('firing', { firing: String(now), isTold: false });
  const over = () => to(found === 'no data' ? 'no_data' : 'ok', { firing: '' });
  const isSo = found === 'so';
  const lasted = now - before.since;
  switch (before.state) {
    case 'ok':
    case 'error':
    case 'no_data':
      if (found === 'error') return before.state === 'error' ? before : to('error', { isTold: false });
      if (isSo) return forMs === 0 ? fire() : to('pending', { isTold: false });
      return before.state === (found === 'no data' ? 'no_data' : 'ok') ? before : over();
    case 'pending':
      if (found === 'error') return before;
      if (!isSo) return over();
      return lasted >= forMs ? fire() : before;
    case 'firing':
      if (isSo || found === 'error') return before;
      return keepFiringMs === 0 ? over() : to('recovering');
    case 'recovering':
      if (found === 'error') return before;
      // It was never over for long enough to say so.
      if (isSo) return to('firing');
      return lasted >= keepFiringMs ? over() : before;
  }
}

/** What becomes of an alert whose rule is gone, or is another one: it is over, and nobody is told so. */
export function ended(before: AlertState, now: number): AlertState {
  return { state: 'ok', since: now, firing: '', isTold: false, toldAt: before.toldAt };
}
