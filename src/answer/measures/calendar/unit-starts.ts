import type { CalendarUnit } from './calendar-units';
import { offsetSpans } from '../../../platform/zones/offset-spans';

/**
 * The instants after `from` at which a unit of the local calendar starts, ascending, without end.
 *
 * Within a stretch of constant offset these are the multiples of the unit's step in local time. A change of
 * offset starts a unit as well if the clock reads another unit after it than before (a day whose midnight is
 * skipped starts at 01:00). A unit that does not repeat starts only once, at its first moment: where the clock
 * goes back over midnight, the day has already begun.
 */
export function* unitStarts(
  unit: CalendarUnit,
  zone: string,
  from: number,
): Generator<number, void, undefined> {
  const { stepMs, numberOf, repeats } = unit;
  let current: number | undefined;
  for (const { start, end, offset } of offsetSpans(zone, from)) {
    let step = Math.floor((start + offset) / stepMs);
    for (let at = start; at < end; step += 1, at = step * stepMs - offset) {
      const number = numberOf(step);
      if (current === undefined) {
        current = number;
      } else if (repeats ? number !== current || at + offset === step * stepMs : number > current) {
        current = number;
        yield at;
      }
    }
  }
}
