import type { AlertRules } from '../../platform/rules/alert-rules';

/** As Grafana names them. */
export type StateName = 'ok' | 'pending' | 'firing' | 'recovering' | 'error';

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

/** What somebody who looks has found. */
export type Found = 'so' | 'not so' | 'error';

/** What people are to be told of. */
export type News = 'firing' | 'resolved' | 'error' | undefined;

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
 * somebody does, if it still is so; and that it is over is told to whoever knows that it was.
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
  if (after.state === 'ok' && after.isTold)
    return { state: { ...after, isTold: false }, news: before.state === 'error' ? undefined : 'resolved' };
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
  const isOver = now - before.since;
  switch (before.state) {
    case 'ok':
    case 'error':
      if (found === 'error') return before.state === 'error' ? before : to('error', { isTold: false });
      if (found === 'not so') return before.state === 'ok' ? before : to('ok', { firing: '' });
      return forMs === 0 ? fire() : to('pending', { isTold: false });
    case 'pending':
      if (found === 'error') return before;
      if (found === 'not so') return to('ok');
      return isOver >= forMs ? fire() : before;
    case 'firing':
      if (found !== 'not so') return before;
      return keepFiringMs === 0 ? to('ok', { firing: '' }) : to('recovering');
    case 'recovering':
      if (found === 'error') return before;
      // It was never over for long enough to say so.
      if (found === 'so') return to('firing');
      return isOver >= keepFiringMs ? to('ok', { firing: '' }) : before;
  }
}
