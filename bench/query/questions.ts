import type { ServiceApi } from '../support/service-api';
import type { Generated } from './generate-deliveries';

const DAY_MS = 86_400_000;

/** One question, for the service's API and, as near as can be, in SQL over the raw deliveries. */
export interface Question {
  readonly label: string;
  readonly query: string;
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
  return [
    {
      label: 'a  30 days by day',
      query: stats(
        'granularity: DAY',
        'time chatsStarted episodesStarted episodesClosed messagesVisitor messagesOperator messagesCopilot firstResponseSecondsAvg firstResponseSecondsP90 csatRate',
      ),
      from: daysBack(30),
      to,
      zone: 'Europe/Vilnius',
      sql: 'days',
    },
    {
      label: 'b  a year by week, by operator',
      query: stats(
        'granularity: WEEK, groupBy: [OPERATOR]',
        'time operator messagesOperator firstResponses firstResponseSecondsAvg firstResponseSecondsP90',
      ),
      from: daysBack(365),
      to,
      zone: 'America/New_York',
      sql: 'weeks-by-operator',
    },
    {
      label: 'c  all of two years, every measure',
      query: stats('granularity: TOTAL', measures.map(({ name }) => name).join(' ')),
      from: daysBack(730),
      to,
      zone: 'UTC',
      sql: 'total',
    },
    {
      label: 'd  heatmap of 90 days',
      query: `query ($from: DateTime!, $to: DateTime!, $zone: String!) {
        heatmap(from: $from, to: $to, timezone: $zone) {
          weekday hour occurrences episodesStarted messagesVisitor episodesPerOccurrence firstResponseSecondsP90
        }
      }`,
      from: daysBack(90),
      to,
      zone: 'Europe/Vilnius',
      sql: 'heatmap',
    },
    {
      label: 'e  first 100 episodes of 30 days',
      query: `query ($from: DateTime!, $to: DateTime!) {
        episodes(from: $from, to: $to, limit: 100, offset: 0) {
          chatId number status startedAt firstVisitorMessageAt lastActivityAt closedAt operator page messagesVisitor
          messagesOperator messagesCopilot firstResponseSeconds firstAnswerSeconds closureSeconds rating copilotOutcome
        }
      }`,
      from: daysBack(30),
      to,
      zone: 'UTC',
      sql: 'episodes',
    },
  ];
}

function stats(how: string, fields: string): string {
  return `query ($from: DateTime!, $to: DateTime!, $zone: String!) {
    stats(from: $from, to: $to, timezone: $zone, ${how}) { ${fields} }
  }`;
}
