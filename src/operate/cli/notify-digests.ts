import { setTimeout as sleep } from 'node:timers/promises';
import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { AnswerModule } from '../../answer/answer.module';
import { mailMessage } from '../../notify/channels/mail-message';
import { senderOf } from '../../notify/channels/sender-of';
import { DigestQuestions } from '../../notify/digests/digest-numbers';
import { DigestWriter } from '../../notify/digests/digest-writer';
import { Unsubscriptions } from '../../notify/digests/unsubscriptions';
import { PlacedAccountsModule } from '../../platform/clickhouse/clickhouse.module';
import { ShardConnections } from '../../platform/clickhouse/shard-connections';
import { ExplainedError } from '../../platform/explained-error';
import { RulesInForce } from '../../platform/rules/rules-in-force';
import { commandEnvironment, inCommandContext } from './command-context';
import type { CommandContext } from './command-context';
import { placesOfAccounts } from './on-each-shard';
import { outcomeWords } from './outcome-words';

/** There is no such digest, or nobody of that address has left off. */
class DigestProblem extends ExplainedError {
  readonly code = 'DIGEST';
}

/** Milliseconds in which a shard answers that is not the first; a digest that needs it fails without it. */
const ANSWERS_WITHIN = 30_000;

/** Asks all shards, as the service does. */
@Module({})
class DigestCommandModule {
  static with(places: ReadonlyMap<string, string> | undefined): DynamicModule {
    const placed = { shardOf: (account: string) => places?.get(account), all: [...(places?.keys() ?? [])] };
    return {
      module: DigestCommandModule,
      imports: [AnswerModule, ...(places === undefined ? [] : [PlacedAccountsModule.with(placed)])],
      providers: [DigestQuestions, DigestWriter, Unsubscriptions],
    };
  }
}

/** @param asked what is asked: the first shard alone, which knows who has left off, or all of them */
async function withDigests(
  asked: 'home' | 'all',
  work: (services: CommandContext['services']) => Promise<void>,
): Promise<void> {
  const environment = commandEnvironment('home');
  const own = DigestCommandModule.with(await placesOfAccounts(environment));
  await inCommandContext('notify', own, environment, async ({ services }) => {
    const late = sleep(ANSWERS_WITHIN, undefined, { ref: false });
    const { all } = services.get(ShardConnections);
    const awaited = asked === 'all' ? all : all.slice(0, 1);
    await Promise.all(awaited.map(({ connection }) => Promise.race([connection.ready(), late])));
    await work(services);
  });
}

/** Sends the newest digest of a name now, or shows it. */
export async function sendDigest(name: string, isDryRun: boolean): Promise<void> {
  const { settings, log } = commandEnvironment('home');
  const rules = new RulesInForce(settings, log).current;
  const digest = rules.digests.get(name);
  if (digest === undefined) {
    const there =
      rules.digests.size === 0 ? 'The rules name none.' : `There is ${[...rules.digests.keys()].join(', ')}.`;
    throw new DigestProblem(`There is no digest ${JSON.stringify(name.slice(0, 100))}. ${there}`);
  }
  await withDigests('all', async (services) => {
    const writer = services.get(DigestWriter);
    for (const notice of await writer.newest(digest, rules)) {
      if (isDryRun) {
        console.log(mailMessage(notice, false).text);
        continue;
      }
      const letters = await writer.lettersOf(digest, notice, rules);
      if (letters.length === 0) console.log('Everybody who was to get it has left off.');
      for (const { channel: by, receiver, notice: own } of letters) {
        const channel = rules.channels.get(by);
        if (channel === undefined) continue;
        const outcome = await senderOf(channel).send(
          { ...own, id: `${own.id}-${Date.now()}` },
          receiver,
          false,
        );
        console.log(`${receiver === '' ? by : receiver}: ${outcomeWords(outcome)}`);
        if (outcome.kind !== 'sent') process.exitCode = 1;
      }
    }
  });
}

/** Names whoever has left off from a digest. */
export async function listUnsubscribed(): Promise<void> {
  await withDigests('home', async (services) => {
    const all = await services.get(Unsubscriptions).all();
    for (const { digest, receiver, since } of all)
      console.log(`${receiver}: no more of the digest ${digest} since ${since.toISOString()}`);
    if (all.length === 0) console.log('Nobody has left off from any digest.');
  });
}

/** Sends somebody again the digests from which he has left off. */
export async function subscribeAgain(address: string): Promise<void> {
  await withDigests('home', async (services) => {
    const unsubscriptions = services.get(Unsubscriptions);
    const own = (await unsubscriptions.all()).filter(({ receiver }) => receiver === address.toLowerCase());
    if (own.length === 0) throw new DigestProblem('Nobody of this address has left off from any digest.');
    for (const { digest, receiver } of own) {
      await unsubscriptions.set(digest, receiver, false);
      console.log(`${receiver} gets the digest ${digest} again.`);
    }
  });
}
