import { Injectable } from '@nestjs/common';
import { ClickHouseError } from '../../../platform/clickhouse/clickhouse-error';
import { operatorOfAccount } from '../../../platform/config/operator-choice';
import { BadInput, ResultTooLarge } from '../../measures/bad-input';
import type { TimeRange } from '../../measures/calendar/time-range';
import type { StatsFilter } from '../../measures/stats/dimensions';
import { Asking } from '../../shards/asking';
import { OperatorNamesService } from '../../measures/stats/operator-names';

const MAX_SEARCH = 100;
/** One letter is in every text. */
const MIN_WORDS = 3;
const MAX_WORDS = 100;
const MAX_WORD_DAYS = 92;
/** Their names go to the database with the question. */
const MAX_CHATS = 1000;
const MAX_MESSAGES = 4000;
/** Of bodies, before they are given up: about as many as a month of a million messages has. */
const MAX_TEXT_BYTES = 4_000_000_000;
/** ClickHouse's TOO_MANY_BYTES. */
const TOO_MANY_BYTES = 307;
const DAY_MS = 86_400_000;

/** What is looked for in a list of episodes. */
export interface AskedSearch {
  /** In ids of chats, operators, pages and values of attributes. */
  readonly search: string | null | undefined;
  /** In what was written. */
  readonly words: string | null | undefined;
}

/** The same as the statement takes it. */
export interface EpisodeSearch {
  readonly text: string;
  /** Operators whose names hold it, as `<account>:<id>`. */
  readonly operators: readonly string[];
  /** By `<account>/<thread>`, when the words were written in it; undefined: none are looked for. */
  readonly written: ReadonlyMap<string, readonly number[]> | undefined;
}

/** Finds out what a search is about, before any episode is read. */
@Injectable()
export class EpisodeSearchService {
  constructor(
    private readonly asking: Asking,
    private readonly names: OperatorNamesService,
  ) {}

  /** @returns undefined: nothing is looked for @throws BadInput, ResultTooLarge */
  async resolve(
    asked: AskedSearch,
    range: TimeRange,
    filter: StatsFilter,
  ): Promise<EpisodeSearch | undefined> {
    const [text, words] = [asked.search?.trim() ?? '', asked.words?.trim() ?? ''];
    if (text === '' && words === '') return undefined;
    if (text.length > MAX_SEARCH) throw new BadInput(`search takes up to ${MAX_SEARCH} characters.`);
    return {
      text,
      operators: text === '' ? [] : await this.operatorsNamed(text, filter),
      written: words === '' ? undefined : await this.chatsWith(words, range, filter),
    };
  }

  private async operatorsNamed(text: string, { accounts }: StatsFilter): Promise<readonly string[]> {
    const names = await this.names.of(accounts);
    return names.named(text).map(({ account, operator }) => operatorOfAccount(account, operator));
  }

  private async chatsWith(
    words: string,
    { from, to }: TimeRange,
    { accounts }: StatsFilter,
  ): Promise<ReadonlyMap<string, readonly number[]>> {
    if (words.length < MIN_WORDS || words.length > MAX_WORDS)
      throw new BadInput(`words takes from ${MIN_WORDS} to ${MAX_WORDS} characters.`);
    if (to - from > MAX_WORD_DAYS * DAY_MS)
      throw new BadInput(`words are looked for in ${MAX_WORD_DAYS} days at most: choose a shorter range.`);
    const rows = await this.rowsWith({ words, accounts, from: new Date(from), to: new Date(to) });
    const messages = rows.reduce((sum, { times }) => sum + times.length, 0);
    if (rows.length > MAX_CHATS || messages > MAX_MESSAGES)
      throw new ResultTooLarge(
        `These words are in more than ${MAX_CHATS} chats or ${MAX_MESSAGES} messages: look for rarer ones, or choose a shorter range.`,
      );
    return new Map(rows.map(({ account, thread, times }) => [`${account}/${thread}`, times.map(Number)]));
  }

  private async rowsWith(parameters: {
    readonly words: string;
    readonly accounts: readonly string[];
    readonly from: Date;
    readonly to: Date;
  }): Promise<{ account: string; thread: string; times: string[] }[]> {
    const settings = { max_bytes_to_read: String(MAX_TEXT_BYTES), read_overflow_mode: 'throw' } as const;
    try {
      return await this.asking.query(
        'queries/chats_with_words',
        parameters.accounts,
        { ...parameters, limit: MAX_CHATS + 1 },
        { settings },
      );
    } catch (error) {
      if (!(error instanceof ClickHouseError) || error.serverCode !== TOO_MANY_BYTES) throw error;
      throw new ResultTooLarge(
        'There are too many texts in this range to look through: choose a shorter one.',
      );
    }
  }
}
