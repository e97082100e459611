import { join } from 'node:path';
import { ChatlessDeliveries } from '../../compute/erasure/chatless-deliveries';
import type { ChatlessDelivery } from '../../compute/erasure/chatless-deliveries';
import { ErasableChats } from '../../compute/erasure/erasable-chats';
import type { ErasableChat } from '../../compute/erasure/erasable-chats';
import { Erasure } from '../../compute/erasure/erasure';
import { ReplacedParts } from '../../compute/erasure/replaced-parts';
import { spellingsOf } from '../../compute/erasure/spellings';
import { WordFinder } from '../../compute/erasure/words-in-files';
import { AuditLog } from '../../platform/access/audit-log';
import type { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { ProgressLine } from '../../platform/terminal/progress-line';
import { Receivers } from '../../store/cleaning/receivers';
import type { ReceiverState } from '../../store/cleaning/receivers';
import { cleanQuarantine, cleanRejected } from '../../store/cleaning/set-aside';
import { PendingRanges } from '../../store/pending-ranges/pending-ranges';
import { cleanOwnFiles } from './clean-own-files';
import type { CommandContext, CommandEnvironment } from './command-context';
import { partsLine, receiverLines } from './erasure-receipt';

/** Whom somebody asks to forget. */
export interface Person {
  /** `undefined`: of every account. */
  readonly account: string | undefined;
  readonly chatIds: readonly string[];
  readonly emails: readonly string[];
  /** Addresses and others, by which deliveries without a chat are found. */
  readonly words: readonly string[];
  /** Whether it is no mistake when nothing is found of them. */
  readonly isForgottenFine: boolean;
}

export interface FoundOfPerson {
  readonly chats: readonly ErasableChat[];
  readonly chatless: readonly ChatlessDelivery[];
}

/** A receiver that runs has seen a request within five seconds. */
const UNTIL_FILES_ARE_CLEAN_MS = 60_000;
const UNTIL_COMPUTED_MS = 60_000;

/** Erases persons for a command, and says what became of it. */
export class PersonErasure {
  constructor(
    private readonly services: CommandContext['services'],
    private readonly clickhouse: ClickHouse,
    private readonly environment: CommandEnvironment,
    /** Whether a service may be at work. */
    private readonly isOfService: boolean,
  ) {}

  /** @throws ErasureError when nothing is known of an address or an id */
  async find(
    { account, chatIds, emails, words, isForgottenFine }: Person,
    until: number,
  ): Promise<FoundOfPerson> {
    const chatless =
      words.length === 0 ? [] : await this.services.get(ChatlessDeliveries).find({ account, words, until });
    const isUnknownFine = isForgottenFine || chatless.length > 0;
    const chats = await this.services.get(ErasableChats).find({ account, chatIds, emails, isUnknownFine });
    return { chats, chatless };
  }

  /** @returns whether nothing is left */
  async erase(person: Person, found: FoundOfPerson, until: number, stop: AbortSignal): Promise<boolean> {
    const receivers = this.services.get(Receivers);
    const since = await receivers.now();
    const line = new ProgressLine(process.stdout);
    let deliveries = await this.carryOut(found, until, line, 0, stop);
    let states = await this.untilFilesAreClean(stop);
    const pending = this.services.get(PendingRanges);
    // Without a service, nobody computes them meanwhile.
    const waiting = await pending.untilSettled(this.isOfService ? UNTIL_COMPUTED_MS : 0, stop);
    if (!stop.aborted) {
      // What was on its way, or could not be told from others before.
      const late = await this.lateOf(person, found, until);
      const before = deliveries;
      deliveries += await this.carryOut(late, until, line, before, stop);
      if (deliveries > before) states = await this.untilFilesAreClean(stop);
    }
    if (stop.aborted) {
      line.finish('interrupted: the service erases the rest, or run the same command again');
      return false;
    }
    line.finish(`erased: ${deliveries} deliveries, in ${line.seconds.toFixed(1)} s`);
    const parts = this.services.get(ReplacedParts);
    console.log(partsLine(await parts.untilGone(), await parts.servers()));
    const cleaned = await receivers.cleanedSince(since);
    for (const state of states) for (const text of receiverLines(state, cleaned)) console.log(text);
    await this.cleanSetAsideByWords(person);
    if (waiting > 0)
      console.log('NOT YET: deliveries are not computed; the service erases them when they are');
    await this.note(found);
    return waiting === 0 && states.every(({ isClean }) => isClean);
  }

  private async lateOf(
    { account, words }: Person,
    { chats }: FoundOfPerson,
    until: number,
  ): Promise<FoundOfPerson> {
    const chatless =
      words.length === 0 ? [] : await this.services.get(ChatlessDeliveries).find({ account, words, until });
    return { chats, chatless };
  }

  private async carryOut(
    { chats, chatless }: FoundOfPerson,
    until: number,
    line: ProgressLine,
    before: number,
    stop: AbortSignal,
  ): Promise<number> {
    const erasure = this.services.get(Erasure);
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
    if (!this.isOfService) await cleanOwnFiles(this.environment, this.clickhouse);
    const timeoutMs = this.isOfService ? UNTIL_FILES_ARE_CLEAN_MS : 0;
    return this.services.get(Receivers).untilClean(timeoutMs, stop);
  }

  /** Words are in no table: whoever has them looks through what no chat is known of. */
  private async cleanSetAsideByWords({ words }: Person): Promise<void> {
    if (words.length === 0) return;
    const { dataDir } = this.environment.settings;
    const finder = new WordFinder(words.flatMap(spellingsOf));
    const toGo = { chat: () => false, bytes: (bytes: Buffer) => finder.isIn(bytes) };
    const cleaned = [
      ...(await cleanRejected(join(dataDir, 'rejected'), toGo)),
      ...(await cleanQuarantine(join(dataDir, 'spool', 'quarantine'), toGo)),
    ];
    for (const { place, name, deliveries } of cleaned)
      console.log(`${place} of ${dataDir}: ${deliveries} taken out of ${name} by a word`);
  }

  private async note({ chats, chatless }: FoundOfPerson): Promise<void> {
    const audit = this.services.get(AuditLog);
    audit.note({
      caller: { kind: 'command', id: 'erase', name: 'npm run erase' },
      action: 'person.erased',
      object: `${chats.length} chats, ${chatless.length} deliveries without a chat`,
    });
    await audit.flush();
  }
}
