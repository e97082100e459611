import { Inject, Injectable } from '@nestjs/common';
import { OperatorNamesService } from '../../answer/measures/stats/operator-names';
import type { OperatorNames } from '../../answer/measures/stats/operator-names';
import { teamLookup } from '../../answer/measures/stats/teams';
import { RulesOfNumbers } from '../../compute/facts/rules-of-numbers';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import type { AlertRules } from '../../platform/rules/alert-rules';
import { chatLinkOf } from '../../platform/rules/rules';
import type { Notice } from '../notices/notice';
import { noticeId } from './alert-notice';

const MAX_AT_ONCE = 1_000;

/** A rating that a visitor gave. */
interface Rating {
  readonly account: string;
  readonly chat_id: string;
  readonly ref: string;
  readonly at_ms: string;
  readonly stars: number;
  readonly operator: string;
  readonly page: string;
  readonly copilot: boolean;
  readonly version: string;
}

/** What is to be told of ratings, and where to go on once it is. */
export interface TellRatings {
  readonly told: readonly { readonly alert: AlertRules; readonly notice: Notice }[];
  readonly seenUntil: bigint;
}

/** Finds the ratings that alerts tell of, each once. Those of more than a day ago are no news. */
@Injectable()
export class LowRatings {
  constructor(
    private readonly clickhouse: ClickHouse,
    private readonly names: OperatorNamesService,
    @Inject(RulesOfNumbers) private readonly rules: Pick<RulesOfNumbers, 'current'>,
  ) {}

  /**
   * @param alerts with the moment since which each is there, in milliseconds: what was before it is not told
   * @param seen up to which version they were looked at
   */
  async since(alerts: readonly { alert: AlertRules; from: number }[], seen: bigint): Promise<TellRatings> {
    const most = Math.max(...alerts.map(({ alert }) => starsOf(alert)));
    const kinds = Array.from({ length: most }, (_, index) => `rating_${index + 1}`);
    const parameters = { kinds, since: seen, limit: MAX_AT_ONCE };
    const ratings = await this.clickhouse.query<Rating>('notify/ratings', parameters);
    const last = ratings.at(-1);
    if (last === undefined) return { told: [], seenUntil: seen };
    const names = await this.names.of([]);
    const told = ratings.flatMap((rating) =>
      alerts
        .filter(({ alert, from }) => Number(rating.at_ms) >= from && this.isOf(alert, rating))
        .map(({ alert }) => ({ alert, notice: this.noticeOf(alert, rating, names) })),
    );
    // Of one version there may be more than were read.
    const seenUntil = ratings.length < MAX_AT_ONCE ? BigInt(last.version) : BigInt(last.version) - 1n;
    return { told, seenUntil };
  }

  private isOf(alert: AlertRules, { account, operator, page, copilot, stars }: Rating): boolean {
    const { accounts, teams, pages } = alert;
    const among = (chosen: readonly string[], value: string) => chosen.length === 0 || chosen.includes(value);
    return (
      stars <= starsOf(alert) &&
      among(accounts, account) &&
      among(pages, page) &&
      (alert.copilot === undefined || alert.copilot === copilot) &&
      (teams.length === 0 ||
        teamLookup(this.rules.current.teams)(account, operator).some((team) => teams.includes(team)))
    );
  }

  private noticeOf(alert: AlertRules, rating: Rating, names: OperatorNames): Notice {
    const { account, chat_id: chatId, ref, stars, operator, page, copilot } = rating;
    const link = chatLinkOf(this.rules.current, account, chatId);
    const at = new Date(Number(rating.at_ms));
    return {
      id: noticeId('rating', alert.name, account, chatId, ref),
      type: 'alert.firing',
      at,
      about: { accounts: [account], teams: alert.teams },
      severity: alert.severity,
      title: `${stars} of 5 stars for chat ${chatId} (${account})`,
      text: alert.runbook === undefined ? [] : [alert.runbook],
      figures: [
        { label: 'Operator', value: operator === '' ? 'nobody' : names.nameOf(account, operator), note: '' },
        ...(page === '' ? [] : [{ label: 'Page', value: page, note: '' }]),
        ...(copilot ? [{ label: 'Copilot', value: 'took part', note: '' }] : []),
      ],
      links: link === null ? [] : [{ text: 'Open the chat', url: link }],
      data: { rule: alert.name, account, chatId, stars, operator, page, copilot },
    };
  }
}

function starsOf({ condition }: AlertRules): number {
  return condition.kind === 'rating' ? condition.atMost : 0;
}
