import { join } from 'node:path';
import { ChatlessDeliveries } from '../../compute/erasure/chatless-deliveries';
import type { ChatlessDelivery } from '../../compute/erasure/chatless-deliveries';
import { chatsIn, ErasableChats } from '../../compute/erasure/erasable-chats';
import type { ErasableChat, SearchedChats } from '../../compute/erasure/erasable-chats';
import { Erasure } from '../../compute/erasure/erasure';
import { ReplacedParts } from '../../compute/erasure/replaced-parts';
import { spellingsOf } from '../../compute/erasure/spellings';
import { WordFinder } from '../../compute/erasure/words-in-files';
import { ProgressLine } from '../../platform/terminal/progress-line';
import { Receivers } from '../../store/cleaning/receivers';
import type { ReceiverState } from '../../store/cleaning/receivers';
import { cleanQuarantine, cleanRejected } from '../../store/cleaning/set-aside';
import { PendingRanges } from '../../store/pending-ranges/pending-ranges';
import { cleanOwnFiles } from './clean-own-files';
import type { ShardContext } from './command-shards';
import { partsLine, receiverLines } from './erasure-receipt';

/** Whom somebody asks to forget. */
export interface Person {
  /** `undefined`: of every account. */
  readonly account: string | undefined;
  readonly chatIds: readonly string[];
  readonly emails: readonly string[];
  /** Addresses and others, by which deliveries without a chat are found. */
  readonly words: readonly string[];
}

/** What one database has of a person. */
export interface FoundOfPerson {
  readonly searched: SearchedChats;
  readonly chatless: readonly ChatlessDelivery[];
}

/** A receiver that runs has seen a request within five seconds. */
const UNTIL_FILES_ARE_CLEAN_MS = 60_000;
const UNTIL_COMPUTED_MS = 60_000;

/** Erases persons in one database for a command, and says what became of it. */
export class PersonErasure {
  constructor(private readonly context: ShardContext) {}

  /** @param until in what was received before this, in milliseconds since 1970 */
  async find(person: Person, until: number): Promise<FoundOfPerson> {
    const chatless = await this.chatlessOf(person, until);
    return { searched: await this.context.services.get(ErasableChats).search(person), chatless };
  }

  /** @returns whether nothing is left */
  async erase(
    person: Person,
    { searched, chatless }: FoundOfPerson,
    until: number,
    stop: AbortSignal,
  ): Promise<boolean> {
    const { services, isOfService } = this.context;
    const chats = chatsIn(searched);
    const receivers = services.get(Receivers);
    const since = await receivers.now();
    const line = new ProgressLine(process.stdout);
    let deliveries = await this.carryOut({ chats, chatless }, until, line, 0, stop);
    let states = await this.untilFilesAreClean(stop);
    const pending = services.get(PendingRanges);
    // Without a service, nobody computes them meanwhile.
    const waiting = await pending.untilSettled(isOfService ? UNTIL_COMPUTED_MS : 0, stop);
    if (!stop.aborted) {
      // What was on its way, or could not be told from others before.
      const late = { chats, chatless: await this.chatlessOf(person, until) };
      const before = deliveries;
      deliveries += await this.carryOut(late, until, line, before, stop);
      if (deliveries > before) states = await this.untilFilesAreClean(stop);
    }
    if (stop.aborted) {
      line.finish('interrupted: the service erases the rest, or run the same command again');
      return false;
    }
    line.finish(`erased: ${deliveries} deliveries, in ${line.seconds.toFixed(1)} s`);
    const parts = services.get(ReplacedParts);
    console.log(partsLine(await parts.untilGone(), await parts.servers()));
    const cleaned = await receivers.cleanedSince(since);
    for (const state of states) for (const text of receiverLines(state, cleaned)) console.log(text);
    await this.cleanSetAsideByWords(person);
    if (waiting > 0)
      console.log('NOT YET: deliveries are not computed; the service erases them when they are');
    return waiting === 0 && states.every(({ isClean }) => isClean);
  }

  private async chatlessOf({ account, words }: Person, until: number): Promise<ChatlessDelivery[]> {
    if (words.length === 0) return [];
    return this.context.services.get(ChatlessDeliveries).find({ account, words, until });
  }

  private async carryOut(
    { chats, chatless }: { chats: readonly ErasableChat[]; chatless: readonly ChatlessDelivery[] },
    until: number,
    line: ProgressLine,
    before: number,
    stop: AbortSignal,
  ): Promise<number> {
    const erasure = this.context.services.get(Erasure);
    if (before === 0) await erasure.request(chats, until);
    await erasure.requestDeliveries(chatless);
    try {
      const deliveries = await erasure.carryOut(stop, (sofar) => {
        line.update(() => `erasing: ${before + sofar} deliveries`);
      });
      await erasure.cleanFilesOf(chats);
      return deliveries;
    } catch (error) {
      if (!stop.aborted) throw error;
      return 0;
    }
  }

  private async untilFilesAreClean(stop: AbortSignal): Promise<ReceiverState[]> {
    const { services, clickhouse, environment, isOfService } = this.context;
    if (!isOfService) await cleanOwnFiles(environment, clickhouse);
    const timeoutMs = isOfService ? UNTIL_FILES_ARE_CLEAN_MS : 0;
    return services.get(Receivers).untilClean(timeoutMs, stop);
  }

  /** Words are in no table: whoever has them looks through what no chat is known of. */
  private async cleanSetAsideByWords({ words }: Person): Promise<void> {
    if (words.length === 0) return;
    const { dataDir } = this.context.environment.settings;
    const finder = new WordFinder(words.flatMap(spellingsOf));
    const toGo = { chat: () => false, bytes: (bytes: Buffer) => finder.isIn(bytes) };
    const cleaned = [
      ...(await cleanRejected(join(dataDir, 'rejected'), toGo)),
      ...(await cleanQuarantine(join(dataDir, 'spool', 'quarantine'), toGo)),
    ];
    for (const { place, name, deliveries } of cleaned)
      console.log(`${place} of ${dataDir}: ${deliveries} taken out of ${name} by a word`);
  }
}
