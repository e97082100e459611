import { Module } from '@nestjs/common';
import { Command } from 'commander';
import { ChatsWithoutAttributes } from '../../compute/erasure/chats-without-attributes';
import { FactsModule } from '../../compute/facts/facts.module';
import { Retention } from '../../compute/retention/retention';
import { OldEvents } from '../../compute/retention/old-events';
import { OldFacts } from '../../compute/retention/old-facts';
import { OldTexts } from '../../compute/retention/old-texts';
import { NOTHING_REMOVED } from '../../compute/retention/retention-limit';
import type { RetentionLimit } from '../../compute/retention/retention-limit';
import { dueText, removedText, SINCE } from '../../compute/retention/retention-texts';
import { RetentionNotes } from '../../store/cleaning/retention-notes';
import { ComputingModule } from '../../compute/rollups/computing.module';
import { RebuildNotes } from '../../compute/rollups/rebuild-notes';
import { AccessModule } from '../../platform/access/access.module';
import { ProgressLine } from '../../platform/terminal/progress-line';
import type { LimitedKind } from '../../platform/config/kept-days';
import { commandEnvironment } from './command-context';
import { onCommandShards } from './command-shards';
import type { CommandShards } from './command-shards';
import { interruption } from './interruption';

export const command = new Command('retention')
  .description('Removes texts, events and facts that are older than they are to be kept.')
  .option('--dry-run', 'show what would go, and change nothing')
  .addHelpText(
    'after',
    `
How long they are kept say RETENTION_TEXTS_DAYS, RETENTION_EVENTS_DAYS and RETENTION_FACTS_DAYS and, of single accounts,
the rules. No count changes when texts and events go. IT CANNOT BE UNDONE. A service does the same every hour, but
announces a new limit a day before: this command does not wait.
The database is that of CLICKHOUSE_URL; without it, the embedded one in DATA_DIR. It may run beside the service.
See docs/retention.md.`,
  )
  .action(removeWhatIsDue);

@Module({
  imports: [FactsModule, ComputingModule, AccessModule],
  providers: [ChatsWithoutAttributes, OldEvents, OldFacts, OldTexts, RebuildNotes, Retention, RetentionNotes],
})
class RetentionCommandModule {}

/** Of deliveries and facts alone: a chat may go in parts. */
type Sums = Record<LimitedKind, number>;

async function removeWhatIsDue({ dryRun: isDryRun = false }: { dryRun?: boolean }): Promise<void> {
  const environment = commandEnvironment('each');
  await onCommandShards(
    'retention',
    RetentionCommandModule,
    environment,
    { account: undefined },
    async (shards) => {
      if (!isDryRun) shards.requireAudit();
      const stop = interruption();
      const total: Sums = { texts: 0, events: 0, facts: 0 };
      let limited = 0;
      await shards.each(shards.there, async ({ services, shard }) => {
        const retention = services.get(Retention);
        const limits = await retention.limits();
        limited += limits.length;
        const own: Sums = { texts: 0, events: 0, facts: 0 };
        for (const limit of limits) {
          if (stop.aborted) break;
          const due = await show(retention, limit);
          const sum = isDryRun ? due : await remove({ retention, shards, stop }, limit);
          own[limit.kind] += sum;
          total[limit.kind] += sum;
        }
        if (shard !== undefined) console.log(sumLine(`shard ${shard}`, own, isDryRun));
      });
      if (shards.areSeveral) console.log(sumLine('all of them', total, isDryRun));
      if (limited === 0)
        console.log(
          'Everything is kept: neither RETENTION_<TEXTS, EVENTS, FACTS>_DAYS nor the rules limit any account.',
        );
      else if (isDryRun) console.log('Nothing was removed.');
      shards.requireAll();
    },
  );
}

function sumLine(of: string, { texts, events, facts }: Sums, isDryRun: boolean): string {
  const what = `texts of ${texts} deliveries, events of ${events} deliveries, ${facts} facts`;
  return `${of}: ${isDryRun ? 'due are' : 'removed were'} ${what}`;
}

/** @returns how many deliveries are due, or facts */
async function show(retention: Retention, limit: RetentionLimit): Promise<number> {
  const { account, kind, days, before } = limit;
  const months = await retention.due(limit);
  const at = before.toISOString();
  console.log(`account ${account}, ${kind}: kept for ${days} days, which is since ${at}`);
  for (const month of months) {
    const range = [month.firstAt, month.lastAt].map((time) => time.toISOString()).join(' to ');
    console.log(`  ${dueText(kind, month)}, ${SINCE[kind]} ${range}`);
  }
  if (months.length === 0) console.log('  nothing is older');
  return months.reduce((sum, { deliveries, facts }) => sum + (kind === 'facts' ? facts : deliveries), 0);
}

/** @returns of how many deliveries something was removed, or how many facts */
async function remove(
  { retention, shards, stop }: { retention: Retention; shards: CommandShards; stop: AbortSignal },
  limit: RetentionLimit,
): Promise<number> {
  const line = new ProgressLine(process.stdout);
  const { account, before, kind } = limit;
  let removed = NOTHING_REMOVED;
  try {
    const onProgress = (sofar: typeof removed): void => {
      removed = sofar;
      line.update(() => `removing: ${removedText(kind, sofar)}`);
    };
    removed = await retention.remove(limit, { announcedAt: new Date(), signal: stop, onProgress });
  } catch (error) {
    if (!stop.aborted) throw error;
  }
  await shards.audit({
    caller: { kind: 'command', id: 'retention', name: 'npm run retention' },
    action: `${kind}.removed`,
    object: `${removedText(kind, removed)} of ${account} before ${before.toISOString()}`,
  });
  line.finish(`removed: ${removedText(kind, removed)}, in ${line.seconds.toFixed(1)} s`);
  if (stop.aborted)
    console.error('Interrupted: the service removes the rest, or run the same command again.');
  if (removed.waitsForRebuild)
    console.error(
      'All numbers are being recomputed: the service removes the rest after that, or run the same command again.',
    );
  if (stop.aborted || removed.waitsForRebuild) process.exitCode = 1;
  return kind === 'facts' ? removed.facts : removed.deliveries;
}
