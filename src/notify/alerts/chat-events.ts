import { Inject, Injectable } from '@nestjs/common';
import { OperatorNamesService } from '../../answer/measures/stats/operator-names';
import type { OperatorNames } from '../../answer/measures/stats/operator-names';
import { teamLookup } from '../../answer/measures/stats/teams';
import type { ClickHouse } from '../../platform/clickhouse/clickhouse';
import type { Shard } from '../../platform/clickhouse/shards';
import { RulesOfNumbers } from '../../compute/facts/rules-of-numbers';
import { Asking } from '../../answer/shards/asking';
import type { AlertRules } from '../../platform/rules/alert-rules';
import { chatLinkOf } from '../../platform/rules/rules';
import type { Notice } from '../notices/notice';
import { noticeId } from '../notices/notice-id';
import type { SinceWhen, ToldEvent } from './told-event';

const MAX_AT_ONCE = 1_000;
const BLOCKED = 'chat_blocked';

/** What happened in a chat: a rating, or that it was blocked. */
interface ChatEvent {
  readonly account: string;
  readonly chat_id: string;
  readonly kind: string;
  readonly ref: string;
  readonly at_ms: string;
  readonly operator: string;
  readonly page: string;
  readonly copilot: boolean;
  readonly version: string;
}

/** Up to which version what was computed in each database was looked at. */
export type Seen = ReadonlyMap<Shard, bigint>;

/** What is to be told of chats, and where to go on once it is. */
interface FoundInChats {
  readonly told: readonly ToldEvent[];
  readonly seenUntil: Seen;
  /** Whether there is nothing more to read. */
  readonly isWhole: boolean;
}

/** Finds ratings and blocked chats that alerts tell of. */
@Injectable()
export class ChatEvents {
  constructor(
    private readonly asking: Asking,
    private readonly names: OperatorNamesService,
    @Inject(RulesOfNumbers) private readonly rules: Pick<RulesOfNumbers, 'current'>,
  ) {}

  async since(alerts: readonly SinceWhen[], seen: Seen): Promise<FoundInChats> {
    const kinds = [...new Set(alerts.flatMap(({ alert }) => kindsOf(alert)))];
    const none = { told: [], seenUntil: seen, isWhole: true };
    if (kinds.length === 0) return none;
    const found = await this.asking.each([], async ({ shard, clickhouse }) => ({
      shard,
      events: await eventsIn(clickhouse, kinds, seen.get(shard) ?? 0n),
    }));
    const events = found.flatMap((one) => one.events);
    if (events.length === 0) return none;
    const names = await this.names.of([]);
    const told = events.flatMap((event) =>
      alerts
        .filter(({ alert, from }) => Number(event.at_ms) >= from && this.isOf(alert, event))
        .map(({ alert }) => this.toldOf(alert, event, names)),
    );
    const seenUntil = new Map(seen);
    for (const { shard, events: own } of found) {
      const last = own.at(-1);
      // Of one version there may be more than were read.
      if (last !== undefined) seenUntil.set(shard, BigInt(last.version) - (isWhole(own) ? 0n : 1n));
    }
    return { told, isWhole: found.every((one) => isWhole(one.events)), seenUntil };
  }

  private isOf(alert: AlertRules, { kind, account, operator, page, copilot }: ChatEvent): boolean {
    const { accounts, teams, pages } = alert;
    const among = (chosen: readonly string[], value: string) => chosen.length === 0 || chosen.includes(value);
    return (
      kindsOf(alert).includes(kind) &&
      among(accounts, account) &&
      among(pages, page) &&
      (alert.copilot === undefined || alert.copilot === copilot) &&
      (teams.length === 0 ||
        teamLookup(this.rules.current.teams)(account, operator).some((team) => teams.includes(team)))
    );
  }

  private toldOf(alert: AlertRules, event: ChatEvent, names: OperatorNames): ToldEvent {
    const { account, chat_id: chatId, kind, ref, operator, page, copilot } = event;
    const link = chatLinkOf(this.rules.current, account, chatId);
    const stars = kind === BLOCKED ? undefined : Number(kind.slice('rating_'.length));
    const notice: Notice = {
      id: noticeId(stars === undefined ? 'blocked' : 'rating', alert.name, account, chatId, ref),
      type: 'alert.firing',
      at: new Date(Number(event.at_ms)),
      about: { accounts: [account], teams: alert.teams },
      severity: alert.severity,
      title:
        stars === undefined
          ? `chat ${chatId} was blocked (${account})`
          : `${stars} of 5 stars for chat ${chatId} (${account})`,
      text: alert.runbook === undefined ? [] : [`What to do: ${alert.runbook}`],
      figures: [
        { label: 'Operator', value: operator === '' ? 'nobody' : names.nameOf(account, operator), note: '' },
        ...(page === '' ? [] : [{ label: 'Page', value: page, note: '' }]),
        ...(copilot ? [{ label: 'Copilot', value: 'took part', note: '' }] : []),
      ],
      links: link === null ? [] : [{ text: 'Open the chat', url: link }],
      data: { rule: alert.name, account, chatId, stars, operator, page, copilot },
    };
    return { alert, notice, about: `${account}/chat ${chatId}` };
  }
}

async function eventsIn(
  clickhouse: ClickHouse,
  kinds: readonly string[],
  since: bigint,
): Promise<readonly ChatEvent[]> {
  // It takes a few times as long to find out what they are.
  const fresh = await clickhouse.query('notify/fresh_event', { kinds, since });
  if (fresh.length === 0) return [];
  return clickhouse.query<ChatEvent>('notify/events', { kinds, since, limit: MAX_AT_ONCE });
}

function isWhole(events: readonly ChatEvent[]): boolean {
  return events.length < MAX_AT_ONCE;
}

function kindsOf({ condition }: AlertRules): readonly string[] {
  if (condition.kind === 'blocked') return [BLOCKED];
  if (condition.kind !== 'rating') return [];
  return Array.from({ length: condition.atMost }, (_, index) => `rating_${index + 1}`);
}
