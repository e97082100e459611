import type { Course } from './course';
import type { Operator } from './model';
import type { SeededRandom } from './seeded-random';
import { HOUR, MINUTE, SECOND } from './world-options';

const FORENAMES = ['John', 'Jürgen', 'Amélie', 'Noor', 'Kenji', 'Olga', 'Tomás', 'Ingrid'] as const;
const SURNAMES = ['Smith', 'Weiß', 'Dupont', 'Haddad', 'Sato', 'Ivanova', 'Peña', 'Ås'] as const;
const SHIFTS = [
  { from: 7, to: 15 },
  { from: 12, to: 20 },
  { from: 9, to: 17 },
] as const;

/**
 * The support team: the same people whatever the seed, so that several runs are of one website. Everybody has
 * their own pace; the first of each shift works on weekends as well.
 */
export function teamOf(size: number, firstId = 1): Operator[] {
  return Array.from({ length: size }, (_, index) => {
    const id = firstId + index;
    const place = id - 1;
    return {
      id,
      forename: FORENAMES[place % FORENAMES.length] ?? FORENAMES[0],
      surname: SURNAMES[(place * 3) % SURNAMES.length] ?? SURNAMES[0],
      email: `operator-${id}@example.com`,
      answersAfter: 25 * SECOND + ((place * 7) % 5) * 40 * SECOND,
      shift: SHIFTS[index % SHIFTS.length] ?? SHIFTS[0],
      worksOnWeekends: index < SHIFTS.length,
    };
  });
}

/** Who takes a chat that waits since `at`, and from when on: the next shift, if nobody works now. */
export function whoTakes(
  team: readonly Operator[],
  random: SeededRandom,
  at: number,
  { isRoundTheClock }: Pick<Course, 'isRoundTheClock'>,
): { readonly operator: Operator; readonly from: number } {
  for (let from = at; ; from = Math.floor(from / HOUR + 1) * HOUR) {
    const [first, ...others] = team.filter((operator) => isRoundTheClock || works(operator, from));
    if (first === undefined) continue;
    return { operator: random.pick([first, ...others]), from: from + random.duration(MINUTE / 6) };
  }
}

function works({ shift, worksOnWeekends }: Operator, at: number): boolean {
  const date = new Date(at);
  const isWeekend = [0, 6].includes(date.getUTCDay());
  const hour = date.getUTCHours();
  return (worksOnWeekends || !isWeekend) && shift.from <= hour && hour < shift.to;
}
