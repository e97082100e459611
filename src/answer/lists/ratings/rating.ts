import { chatLinkOf } from '../../../platform/rules/rules';
import type { Rules } from '../../../platform/rules/rules';
import type { ColumnsOf } from '../../measures/columns/column';
import { joinedNames, LINK_COLUMN, namesColumn } from '../../measures/columns/shared-columns';
import { teamLookup } from '../../measures/stats/teams';

/** One rating, with the value that was given last: what `stats.ratings` counts. */
export interface Rating {
  readonly account: string;
  readonly chatId: string | null;
  readonly ratedAt: Date;
  readonly rating: number;
  readonly operator: string;
  readonly teams: string;
  readonly page: string;
  readonly copilot: boolean;
  readonly link: string | null;
}

export const RATING_COLUMNS: ColumnsOf<Rating> = [
  { name: 'account', type: 'TEXT', isNullable: false },
  {
    name: 'chatId',
    type: 'ID',
    isNullable: true,
    description: 'Null when the rating does not name its chat.',
  },
  { name: 'ratedAt', type: 'TIME', isNullable: false, description: 'When its last value was given.' },
  { name: 'rating', type: 'WHOLE', isNullable: false, unit: 'stars', description: '1 to 5.' },
  {
    name: 'operator',
    type: 'TEXT',
    isNullable: false,
    description: "Who wrote last before it in its episode; '' if nobody.",
  },
  namesColumn('teams', 'The teams of that operator'),
  { name: 'page', type: 'TEXT', isNullable: false, description: "Of its episode; '' if unknown." },
  {
    name: 'copilot',
    type: 'BOOLEAN',
    isNullable: false,
    description: 'Whether the copilot took part in its episode.',
  },
  LINK_COLUMN,
];

/** A rating as ClickHouse gives it. Times are ISO 8601 in UTC. */
export interface ListedRating {
  readonly account: string;
  readonly chat_id: string;
  readonly rated_at: string;
  readonly rating: number;
  readonly operator: string;
  readonly page: string;
  readonly copilot: boolean;
}

/** Makes rows of ratings, in the order of the columns. */
export function ratingReader(rules: Rules): (rating: ListedRating) => Rating {
  const teamsOf = teamLookup(rules.teams);
  return ({ account, chat_id, rated_at, rating, operator, page, copilot }) => {
    const chatId = chat_id === '' ? null : chat_id;
    const teams = joinedNames(teamsOf(account, operator));
    const link = chatLinkOf(rules, account, chatId);
    return { account, chatId, ratedAt: new Date(rated_at), rating, operator, teams, page, copilot, link };
  };
}
