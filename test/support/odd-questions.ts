import type { Question } from '../reference/cells';
import type { TeamsOf } from '../reference/dimensions';
import { localDayEdges } from './local-days';

/** A question to the reference, and to the service. */
interface OddQuestion extends Question {
  /** The arguments of `stats` that say the same. */
  readonly as: string;
}

/** As `teams` in the rules: some overlap, one is of an account, and of one nobody is there. */
export const ODD_TEAMS = {
  first: { operators: ['1', '2'] },
  'second line': { operators: ['2', 'case0:3'] },
  'of an account': { account: 'case1', operators: ['1'] },
  nobody: { operators: ['99'] },
} as const;

/** docs/rules.md: "With `account`, they are people of that account; without it, `7` is whoever has that id". */
export function oddTeamsIn(account: string): TeamsOf {
  const teams: [string, { readonly account?: string; readonly operators: readonly string[] }][] =
    Object.entries(ODD_TEAMS);
  return (operator) =>
    teams
      .filter(([, team]) =>
        team.account === undefined
          ? team.operators.some((member) => member === operator || member === `${account}:${operator}`)
          : team.account === account && team.operators.includes(operator),
      )
      .map(([name]) => name);
}

/** What is asked of them by the teams above. */
export function oddQuestionsOfTeams(range: { from: number; to: number }): Record<string, OddQuestion> {
  const { from, to } = range;
  const total = { edges: [from, to], as: 'granularity: TOTAL' };
  const zone = 'Europe/Vilnius';
  const days = { edges: localDayEdges(from, to, zone), as: `granularity: DAY, timezone: "${zone}"` };
  const teams = ['second line', ''];
  const filter = `filter: { teams: ${JSON.stringify(teams)} }`;
  return {
    'by team': { ...days, groupBy: ['team'] },
    'by operator and team, in working time': {
      ...{ ...days, groupBy: ['operator', 'team'], clock: 'WORKING' },
      as: `${days.as}, clock: WORKING`,
    },
    'of a team and of those in none, by team and page': {
      ...{ ...total, groupBy: ['team', 'page'], filter: { teams } },
      as: `${total.as}, ${filter}`,
    },
    'of teams': {
      ...{ ...total, filter: { teams: ['first', 'of an account', 'nobody'] } },
      as: `${total.as}, filter: { teams: ["first", "of an account", "nobody"] }`,
    },
  };
}

/** What is asked of the odd histories, by what makes each different. @param range in UTC milliseconds */
export function oddQuestions({
  from,
  to,
}: {
  readonly from: number;
  readonly to: number;
}): Record<string, OddQuestion> {
  const total = { edges: [from, to], as: 'granularity: TOTAL' };
  const days = (zone: string) => ({
    edges: localDayEdges(from, to, zone),
    as: `granularity: DAY, timezone: "${zone}"`,
  });
  const filtered = (filter: NonNullable<Question['filter']>): OddQuestion => {
    const { attributes, hours = 'ALL', ...rest } = filter;
    const parts = Object.entries(rest).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
    parts.push(`hours: ${hours}`);
    const named = (attributes ?? []).map(
      ({ name, values }) => `{ name: "${name}", values: ${JSON.stringify(values)} }`,
    );
    return {
      ...total,
      filter,
      as: `${total.as}, filter: { ${[...parts, `attributes: [${named.join(', ')}]`].join(', ')} }`,
    };
  };
  const grouped = (...groupBy: NonNullable<Question['groupBy']>[number][]): OddQuestion => ({
    ...days('Europe/Vilnius'),
    groupBy,
    attribute: 'plan',
  });

  const inWorkingTime = (question: OddQuestion): OddQuestion => ({
    ...question,
    clock: 'WORKING',
    as: `${question.as}, clock: WORKING`,
  });

  return {
    'in all': total,
    'by day': days('UTC'),
    'by day of a zone at 45 minutes': days('Asia/Kathmandu'),
    'by day, in working time': inWorkingTime(days('Europe/Vilnius')),
    'by operator': grouped('operator'),
    'by page': grouped('page'),
    'by copilot': grouped('copilot'),
    'by an attribute': grouped('attribute'),
    'by operator and page, in working time': inWorkingTime(grouped('operator', 'page')),
    'by all dimensions': grouped('operator', 'page', 'copilot', 'attribute'),
    'of an operator, in working time': inWorkingTime(filtered({ operators: ['1'] })),
    'of an operator': filtered({ operators: ['1'] }),
    'of episodes with the copilot': filtered({ copilot: true }),
    'of the others, on two pages': filtered({ copilot: false, pages: ['/a', ''] }),
    'by day, within working hours': {
      ...days('Europe/Vilnius'),
      filter: { hours: 'INSIDE' },
      as: `${days('Europe/Vilnius').as}, filter: { hours: INSIDE }`,
    },
    'outside of working hours, in working time': inWorkingTime(filtered({ hours: 'OUTSIDE' })),
    'by operator and day, outside of working hours': {
      ...grouped('operator'),
      filter: { hours: 'OUTSIDE' },
      as: `${grouped('operator').as}, filter: { hours: OUTSIDE }`,
    },
    'of some plans': filtered({ attributes: [{ name: 'plan', values: ['free', '3'] }] }),
  };
}
