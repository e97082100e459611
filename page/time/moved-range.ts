import { dateAt, daysBetween, daysLater, monthsLater } from './local-calendar';
import { PRESETS, isPreset, presetDays } from './presets';
import { daysOf, distanceOf } from './resolved-range';
import type { ChosenRange } from './resolved-range';

/** At which instant, and in which zone. */
interface At {
  readonly now: number;
  readonly zone: string;
}

/**
 * The range that lies as far from a range as its length: whole months from whole months. By its name where it has one.
 * @param steps -1: the one before; 1: the one after
 * @returns undefined where it would begin after today
 */
export function movedRange(chosen: ChosenRange, steps: number, { now, zone }: At): ChosenRange | undefined {
  const days = daysOf(chosen, now, zone);
  const distance = distanceOf(chosen, days);
  const moved = (date: string): string =>
    'days' in distance ? daysLater(date, steps * distance.days) : monthsLater(date, steps * distance.months);
  const [first, end] = [moved(days.first), moved(days.end)];
  if (daysBetween(dateAt(now, zone), first) > 0) return undefined;
  const names = Object.keys(PRESETS)
    .filter(isPreset)
    .filter((preset) => {
      const ofPreset = presetDays(preset, now, zone);
      return ofPreset.first === first && ofPreset.end === end;
    });
  // On a Sunday this week is the last seven days: the week is what was asked for.
  const name = names.find((preset) => !/\d/.test(preset)) ?? names[0];
  return name === undefined ? { first, last: daysLater(end, -1) } : { preset: name };
}
