import type { Type } from '@nestjs/common';
import { AuditLog } from '../../platform/access/audit-log';
import type { AuditNote } from '../../platform/access/audit-log';
import { settingsOfShard } from '../../platform/config/settings-of-shard';
import { ExplainedError } from '../../platform/explained-error';
import { openCommandContext } from './command-context';
import type { CommandContext, CommandEnvironment } from './command-context';
import { failureText } from './failure-text';
import { NotOnEveryShard, placesOfAccounts } from './on-each-shard';

/** A database that a command works on, with the services of its module there. */
export interface ShardContext extends CommandContext {
  /** As people call it; `undefined`: there is one database for all accounts. */
  readonly shard: string | undefined;
  /** As if there were no other shards. */
  readonly environment: CommandEnvironment;
}

interface Opened extends ShardContext {
  readonly close: () => Promise<void>;
}

/** The first shard is away, which keeps what is of no account. */
class HomeAway extends ExplainedError {
  readonly code = 'HOME_AWAY';
}

/** Databases that can be worked on, and the names of those that cannot. */
export interface ReachedShards {
  /** In the order of all shards. */
  readonly there: readonly ShardContext[];
  readonly away: readonly string[];
}

/** All databases that a command works on at once; one, unless accounts are divided among shards. */
export class CommandShards implements ReachedShards {
  readonly #missing: Set<string>;

  /**
   * @param every all that were to be opened
   * @param isUsed whether one of these has the accounts that the command is for
   */
  constructor(
    readonly every: ReachedShards,
    private readonly home: ShardContext | undefined,
    private readonly isUsed: (shard: string) => boolean,
    areAllWanted: boolean,
  ) {
    this.#missing = new Set(areAllWanted ? every.away : this.away);
  }

  get areSeveral(): boolean {
    return this.every.away.length + this.every.there.length > 1;
  }

  /** Those that have the rows of the accounts that the command is for, in the order of all shards. */
  get there(): readonly ShardContext[] {
    return this.every.there.filter(({ shard }) => shard === undefined || this.isUsed(shard));
  }

  get away(): readonly string[] {
    return this.every.away.filter(this.isUsed);
  }

  /**
   * What all of them answer that are there.
   * @throws NotOnEveryShard where one of several does not; of a single database, its error
   */
  async ask<Answer>(question: (context: ShardContext) => Promise<Answer>): Promise<Answer[]> {
    return Promise.all(
      this.there.map(async (context) => {
        try {
          return await question(context);
        } catch (error) {
          if (context.shard === undefined) throw error;
          throw new NotOnEveryShard(`Nothing was done: shard ${context.shard} failed. ${failureText(error)}`);
        }
      }),
    );
  }

  /**
   * Does the work on some of them, one after the other. One that fails holds up no other; it is said why, and
   * {@link requireAll} tells. Of a single database, the error is thrown.
   * @returns those on which it was done
   */
  async each<One extends ShardContext>(
    contexts: readonly One[],
    work: (context: One) => Promise<void>,
  ): Promise<readonly One[]> {
    const done: One[] = [];
    for (const context of contexts) {
      const { shard } = context;
      if (shard !== undefined) console.log(`Shard ${shard}:`);
      try {
        await work(context);
        done.push(context);
      } catch (error) {
        if (shard === undefined) throw error;
        this.#missing.add(shard);
        console.error(failureText(error));
      }
    }
    return done;
  }

  /**
   * Of what has no account in the question, such as the number of a chat, one database cannot tell whether another has
   * it as well.
   * @param what the subject of a sentence
   * @throws NotOnEveryShard
   */
  requireTellable(account: string | undefined, what: string): void {
    if (this.away.length === 0) return;
    const [names, more] = [
      this.away.join(', '),
      account === undefined
        ? 'Name the account with --account, or run the same command again later.'
        : 'Try again later.',
    ];
    throw new NotOnEveryShard(
      `Nothing was done: while shard ${names} is away, it is not known ${what}. ${more}`,
    );
  }

  /** @throws NotOnEveryShard where one that was wanted was not opened, or has failed */
  requireAll(): void {
    if (this.#missing.size === 0) return;
    throw new NotOnEveryShard(
      `NOT DONE on shard ${[...this.#missing].sort().join(', ')}, for the reasons above. ` +
        'Run the same command again when that is mended.',
    );
  }

  /**
   * What is in the audit is kept by the first shard: so nothing that belongs there begins without it.
   * @throws HomeAway
   */
  requireAudit(): ShardContext {
    if (this.home !== undefined) return this.home;
    throw new HomeAway(
      'Nothing was done: the first shard is away, which keeps the audit. Run the same command again when it is back.',
    );
  }

  /** Resolves when it is in the audit, or has failed to get there, which the log says. @throws HomeAway */
  async audit(note: AuditNote): Promise<void> {
    const audit = this.requireAudit().services.get(AuditLog);
    audit.note(note);
    await audit.flush();
  }
}

interface Wanted {
  /** Of which alone the command works; `undefined`: of all. */
  readonly account: string | undefined;
  /** Whether it also does something on the other shards. */
  readonly areAllWanted?: boolean;
  /** Whether it writes to the audit, or has other things to do with what is of no account. */
  readonly isHomeWanted?: boolean;
}

/**
 * Does the work of a command on several databases at once, see {@link CommandShards}. Where accounts are divided among
 * shards, it is said of each that could not be opened why; where there is one database, that is thrown.
 */
export async function onCommandShards(
  name: string,
  module: Type,
  environment: CommandEnvironment,
  { account, areAllWanted = account === undefined, isHomeWanted = true }: Wanted,
  work: (shards: CommandShards) => Promise<void>,
): Promise<void> {
  const places = await placesOfAccounts(environment);
  const { settings, log, rules = settings } = environment;
  const [first] = settings.shards;
  if (places === undefined || first === undefined) {
    const context = await openCommandContext(name, module, environment);
    const only: Opened = { ...context, shard: undefined, environment };
    const every = { there: [only], away: [] };
    await closing([only], () => work(new CommandShards(every, only, () => true, true)));
    return;
  }
  // An account that is on none has no rows anywhere, which any can tell.
  const of = account === undefined ? undefined : (places.get(account) ?? first.name);
  const isUsed = (shard: string): boolean => of === undefined || shard === of;
  const wanted = settings.shards.filter(
    (shard) => areAllWanted || (isHomeWanted && shard === first) || isUsed(shard.name),
  );
  const settled = await Promise.allSettled(
    wanted.map(async (shard): Promise<Opened> => {
      const isHere = (one: string): boolean => places.get(one) === shard.name;
      const own = {
        settings: settingsOfShard(settings, shard, isHere),
        log: log.child({ shard: shard.name }),
        rules,
      };
      const context = await openCommandContext(name, module, own);
      return { ...context, shard: shard.name, environment: own };
    }),
  );
  const there = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const away: string[] = [];
  for (const [index, one] of settled.entries()) {
    if (one.status === 'fulfilled') continue;
    const shard = wanted[index]?.name ?? '';
    console.error(`Shard ${shard}: ${failureText(one.reason)}`);
    away.push(shard);
  }
  const home = there.find(({ shard }) => shard === first.name);
  await closing(there, () => work(new CommandShards({ there, away }, home, isUsed, areAllWanted)));
}

async function closing(opened: readonly Opened[], work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } finally {
    await Promise.all(opened.map(({ close }) => close()));
  }
}
