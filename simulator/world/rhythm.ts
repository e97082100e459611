import type { Course } from './course';
import type { SeededRandom } from './seeded-random';

/** How busy each hour of a day (UTC) is: quiet nights, a peak before noon and one in the afternoon. */
const HOURS = [
  0.1, 0.07, 0.05, 0.05, 0.07, 0.12, 0.25, 0.45, 0.75, 0.95, 1, 0.9, 0.7, 0.85, 0.95, 0.9, 0.75, 0.6, 0.5,
  0.45, 0.4, 0.3, 0.22, 0.15,
] as const;
/** How busy each weekday is, from Sunday on. */
const WEEKDAYS = [0.3, 1, 0.95, 0.9, 0.85, 0.8, 0.35] as const;

/** The moments, ascending and in `from <= t < to`, at which visitors come: by day and by week as people do. */
export function arrivals(
  random: SeededRandom,
  count: number,
  range: { from: number; to: number },
  course: Course,
): number[] {
  const moments: number[] = [];
  while (moments.length < count) {
    const at = random.whole(range.from, range.to - 1);
    if (random.chance(course.busyness(at) * (course.isRoundTheClock ? 1 : busyness(at)))) moments.push(at);
  }
  return moments.sort((a, b) => a - b);
}

function busyness(at: number): number {
  const date = new Date(at);
  return (HOURS[date.getUTCHours()] ?? 1) * (WEEKDAYS[date.getUTCDay()] ?? 1);
}
