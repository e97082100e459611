import type { PanelRange } from '../infinity/with-macros';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const STEPS = [HOUR_MS, 3 * HOUR_MS, 6 * HOUR_MS, DAY_MS, 2 * DAY_MS, 5 * DAY_MS, 10 * DAY_MS];

/** The times below a chart, in UTC, with at least 60 pixels for each. @param width pixels */
export function timeTicks({ from, to }: PanelRange, width: number): { time: number; label: string }[] {
  const most = width / 60;
  const step = STEPS.find((one) => (to - from) / one <= most) ?? 30 * DAY_MS;
  const first = Math.ceil(from / step) * step;
  const count = Math.floor((to - first) / step) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => {
    const time = first + index * step;
    const written = new Date(time).toISOString();
    return { time, label: step < DAY_MS ? written.slice(11, 16) : written.slice(5, 10).replace('-', '/') };
  });
}
