import { Inject, Injectable } from '@nestjs/common';
import { Asking } from '../../answer/shards/asking';
import { SETTINGS } from '../../platform/config/config.module';
import type { Settings } from '../../platform/config/settings';
import { EVENT_TYPES } from '../../platform/events/event-types';
import type { AlertRules } from '../../platform/rules/alert-rules';
import { chatLinkOf } from '../../platform/rules/rules';
import { RulesInForce } from '../../platform/rules/rules-in-force';
import { noticeId } from '../notices/notice-id';
import { PageLinks } from './finding';
import type { SinceWhen, ToldEvent } from './told-event';

interface TypeRow {
  readonly account: string;
  readonly event_type: string;
  readonly last_ms: string;
  readonly deliveries: string;
  readonly segment_id: string;
}

/** Finds types of events that SignalZen sends and that this service does not know: each is told once. */
@Injectable()
export class UnknownTypes {
  private readonly links: PageLinks;
  /** Whatever was worded is not looked up again: it is told, or was. */
  private readonly worded = new Map<string, ToldEvent>();

  constructor(
    private readonly asking: Asking,
    @Inject(RulesInForce) private readonly rules: Pick<RulesInForce, 'current'>,
    @Inject(SETTINGS) { publicUrl }: Pick<Settings, 'publicUrl'>,
  ) {
    this.links = new PageLinks(publicUrl);
  }

  async of(alerts: readonly SinceWhen[]): Promise<ToldEvent[]> {
    const own = alerts.filter(({ alert }) => alert.condition.kind === 'unknownType');
    if (own.length === 0) return [];
    const types = await this.asking.query<TypeRow>('notify/unknown_types', [], { known: EVENT_TYPES });
    const found = types.flatMap((type) =>
      own
        .filter(({ alert, from }) => Number(type.last_ms) >= from && isOf(alert, type))
        .map(({ alert }) => this.toldOf(alert, type)),
    );
    return Promise.all(found);
  }

  private async toldOf(alert: AlertRules, row: TypeRow): Promise<ToldEvent> {
    const { account, event_type: type, deliveries } = row;
    const id = noticeId('unknown type', alert.name, account, type);
    const known = this.worded.get(id);
    if (known !== undefined) return known;
    const chatId = await this.chatOf(row);
    const link = chatLinkOf(this.rules.current, account, chatId);
    const told: ToldEvent = {
      alert,
      about: `${account}/${type}`,
      notice: {
        id,
        type: 'alert.firing',
        at: new Date(Number(row.last_ms)),
        about: { accounts: [account], teams: [] },
        severity: alert.severity,
        title: `SignalZen sends events of a type that this service does not know: ${type} (${account})`,
        text: [
          'They are kept as they came, and count in no number that needs to know what they mean.',
          ...(alert.runbook === undefined ? [] : [`What to do: ${alert.runbook}`]),
        ],
        figures: [
          { label: 'Type', value: type, note: `${Number(deliveries).toLocaleString('en-US')} within a day` },
          ...(chatId === null ? [] : [{ label: 'Last one', value: `chat ${chatId}`, note: '' }]),
        ],
        links: [
          ...(link === null ? [] : [{ text: 'Open the chat', url: link }]),
          ...this.links.to('Open the page'),
        ],
        data: { rule: alert.name, account, type, deliveries: Number(deliveries), chatId },
      },
    };
    this.worded.set(id, told);
    return told;
  }

  /** Null: the last of them is about none. */
  private async chatOf({ account, event_type, segment_id }: TypeRow): Promise<string | null> {
    const parameters = { account, event_type, segment_id };
    const [row] = await this.asking.ofAccount(account, (clickhouse) =>
      clickhouse.query<{ chat_id: string }>('notify/example_of_type', parameters),
    );
    return row === undefined || row.chat_id === '' ? null : row.chat_id;
  }
}

function isOf({ accounts }: AlertRules, { account }: TypeRow): boolean {
  return accounts.length === 0 || accounts.includes(account);
}
