import { Inject, Injectable } from '@nestjs/common';
import { eventFactsOf } from '../../answer/lists/events/event-facts';
import { EventListService } from '../../answer/lists/events/event-list.service';
import { RulesOfNumbers } from '../../compute/facts/rules-of-numbers';
import { ClickHouseError } from '../../platform/clickhouse/clickhouse-error';
import { cutText } from '../../platform/events/cut-text';
import { LOG } from '../../platform/logging/logging.module';
import type { Log } from '../../platform/logging/log';
import { RulesInForce } from '../../platform/rules/rules-in-force';
import type { Notice, NoticeFigure } from '../notices/notice';
import { namedChats } from './named-chats';
import type { NamedChat } from './named-chats';

const MAX_LETTERS = 300;
const AWAY: readonly string[] = ['CLICKHOUSE_UNREACHABLE', 'CLICKHOUSE_CUT_OFF'];
const NOT_LOOKED_UP = 'What was written could not be looked up.';

/**
 * Adds to a notice what visitors wrote, where its rule says `texts: true`. It is looked up when the notice is sent, and
 * kept nowhere: what is erased by then, or too old, goes to nobody.
 */
@Injectable()
export class Quotes {
  constructor(
    private readonly events: EventListService,
    private readonly numbers: RulesOfNumbers,
    private readonly rules: RulesInForce,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /**
   * What cannot be looked up is left out, and that is said. While the database is away nothing could be noted of a
   * notification either: then it is not to be sent.
   * @param rule by its name, as it is now
   * @throws ClickHouseError while the database is away
   */
  async addTo(notice: Notice, rule: string): Promise<Notice> {
    if (this.rules.current.alerts.get(rule)?.texts !== true) return notice;
    try {
      const quotes = await Promise.all(namedChats(notice).map((chat) => this.of(chat)));
      return { ...notice, figures: [...notice.figures, ...quotes.flat()] };
    } catch (error) {
      if (error instanceof ClickHouseError && AWAY.includes(error.code)) throw error;
      this.log.warn({ err: error, rule }, 'a notification is sent without what was written');
      return { ...notice, text: [...notice.text, NOT_LOOKED_UP] };
    }
  }

  /** The last that a visitor wrote, with a rating or without. */
  private async of({ account, chatId }: NamedChat): Promise<NoticeFigure[]> {
    const events = await this.events.wholeChat(account, chatId);
    const written = events
      .map((event) => eventFactsOf(event, this.numbers.copilots))
      .findLast(({ author, rating, text }) => text !== null && (author === 'visitor' || rating !== null));
    if (written === undefined) return [];
    const { author, name, text } = written;
    // Of a rating the message may be somebody else's.
    const whose = author === 'visitor' && name !== '' ? name : 'The visitor';
    return [{ label: `${whose} (chat ${chatId})`, value: begunOf(text ?? ''), note: '' }];
  }
}

function begunOf(text: string): string {
  const cut = cutText(text, MAX_LETTERS);
  return cut.length < text.length ? `${cut}…` : text;
}
