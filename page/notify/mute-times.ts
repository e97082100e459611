import { dateAt, daysLater, instantAt } from '../time/local-calendar';

export const MUTE_TIMES = ['hour', 'tomorrow', 'week'] as const;

const HOUR_MS = 3_600_000;
const MORNING = 8;

/** Until when an alert is muted: for an hour or a week, or until tomorrow at 8 by the clocks of a zone. */
export function muteEnd(time: (typeof MUTE_TIMES)[number], now: number, zone: string): number {
  switch (time) {
    case 'hour':
      return now + HOUR_MS;
    case 'tomorrow':
      return instantAt(Date.parse(`${daysLater(dateAt(now, zone), 1)}T00:00:00Z`) + MORNING * HOUR_MS, zone);
    case 'week':
      return now + 7 * 24 * HOUR_MS;
  }
}
