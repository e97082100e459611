import type { ServiceApi } from '../support/service-api';
import type { Generated } from './generate-deliveries';

const DAY_MS = 86_400_000;

/** What a question may be asked with besides: each should take hardly longer than without. */
export const VARIANTS = ['in working time', 'with intervals', 'by team', 'with that of replies'] as const;
export type Variant = (typeof VARIANTS)[number];

/** One question, for the service's API and, as near as can be, in SQL over the raw deliveries. */
export interface Question {
  readonly label: string;
  readonly query: string;
  /** The same with something more, by what that is. */
  readonly variants: Partial<Record<Variant, string>>;
  readonly from: Date;
  readonly to: Date;
  readonly zone: string;
  /** Name of a file in `bench/query/sql`. */
  readonly sql: string;
}

/** What people ask, of the time until the last generated delivery. */
export async function questionsAbout(api: ServiceApi, { untilMs }: Generated): Promise<Question[]> {
  const to = new Date(untilMs);
  const daysBack = (days: number) => new Date(untilMs - days * DAY_MS);
  const { measures } = await api.ask<{ measures: { name: string }[] }>('{ measures { name } }');
  const everything = measures.map(({ name }) => name).join(' ');
  const days =
    'time chatsStarted episodesStarted episodesClosed messagesVisitor messagesOperator messagesCopilot firstResponseSecondsAvg firstResponseSecondsP90 csatRate';
  // What the page's table shows.
  const cases =
    'firstResponses firstResponseSecondsP50 ratings csatRate csatRateLow csatRateHigh closureSecondsP50 episodesEngaged episodesMissed episodesUnanswered firstAnswerSecondsP50 copilotResolutionRate copilotResolutionRateLow copilotResolutionRateHigh';
  const weeks = 'time messagesOperator firstResponses firstResponseSecondsAvg firstResponseSecondsP90';
  return [
    {
      label: 'a  30 days by day',
      query: stats('granularity: DAY', days),
      variants: variantsOf('granularity: DAY', days),
      from: daysBack(30),
      to,
      zone: 'Europe/Vilnius',
      sql: 'days',
    },
    {
      label: 'b  a year by week, by operator',
      query: stats('granularity: WEEK, groupBy: [OPERATOR]', `operator ${weeks}`),
      variants: {
        ...variantsOf('granularity: WEEK, groupBy: [OPERATOR]', `operator ${weeks}`),
        'by team': stats('granularity: WEEK, groupBy: [TEAM]', `team ${weeks}`),
      },
      from: daysBack(365),
      to,
      zone: 'America/New_York',
      sql: 'weeks-by-operator',
    },
    {
      label: 'c  all of two years, every measure',
      query: stats('granularity: TOTAL', everything),
      variants: {
        ...variantsOf('granularity: TOTAL', everything),
        'with that of replies': stats(
          'granularity: TOTAL',
          `${everything} replySecondsAvgLow replySecondsAvgHigh`,
        ),
      },
      from: daysBack(730),
      to,
      zone: 'UTC',
      sql: 'total',
    },
    {
      label: 'd  heatmap of 90 days',
      query: heatmap(''),
      variants: { 'in working time': heatmap(', clock: WORKING') },
      from: daysBack(90),
      to,
      zone: 'Europe/Vilnius',
      sql: 'heatmap',
    },
    {
      label: 'e  first 100 episodes of 30 days',
      query: episodes(''),
      variants: { 'in working time': episodes(', clock: WORKING') },
      from: daysBack(30),
      to,
      zone: 'UTC',
      sql: 'episodes',
    },
    {
      label: 'f  a year by page',
      query: stats('granularity: TOTAL, fill: false, groupBy: [PAGE]', `page ${cases}`),
      variants: {
        'in working time': stats(
          'granularity: TOTAL, fill: false, groupBy: [PAGE], clock: WORKING',
          `page ${cases}`,
        ),
      },
      from: daysBack(365),
      to,
      zone: 'Europe/Vilnius',
      sql: 'pages',
    },
    {
      label: 'g  a year by an attribute',
      query: stats(
        'granularity: TOTAL, fill: false, groupBy: [ATTRIBUTE], attribute: "plan"',
        `attribute ${cases}`,
      ),
      variants: {},
      from: daysBack(365),
      to,
      zone: 'Europe/Vilnius',
      sql: 'attributes',
    },
  ];
}

function stats(how: string, fields: string): string {
  return `query ($from: DateTime!, $to: DateTime!, $zone: String!) {
    stats(from: $from, to: $to, timezone: $zone, ${how}) { ${fields} }
  }`;
}

function variantsOf(how: string, fields: string): Question['variants'] {
  // Of the average of replies the interval is another matter: no roll-up knows episodes.
  const names = fields
    .split(' ')
    .filter((name) => /(Avg|Rate|P\d\d)$/.test(name) && name !== 'replySecondsAvg');
  const ends = names.flatMap((name) => [`${name}Low`, `${name}High`]);
  return {
    'in working time': stats(`${how}, clock: WORKING`, fields),
    'with intervals': stats(how, [fields, ...ends].join(' ')),
    'by team': stats(`${how}, groupBy: [TEAM]`, `${fields} team`),
  };
}

function heatmap(more: string): string {
  return `query ($from: DateTime!, $to: DateTime!, $zone: String!) {
    heatmap(from: $from, to: $to, timezone: $zone${more}) {
      weekday hour occurrences episodesStarted messagesVisitor episodesPerOccurrence firstResponseSecondsP90
    }
  }`;
}

function episodes(more: string): string {
  return `query ($from: DateTime!, $to: DateTime!) {
    episodes(from: $from, to: $to, limit: 100, offset: 0${more}) {
      chatId number status startedAt firstVisitorMessageAt lastActivityAt closedAt operator page messagesVisitor
      messagesOperator messagesCopilot firstResponseSeconds firstAnswerSeconds closureSeconds rating copilotOutcome
    }
  }`;
}
