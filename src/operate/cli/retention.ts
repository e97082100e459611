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
import { dueText, removedText } from '../../compute/retention/retention-texts';
import { RetentionNotes } from '../../store/cleaning/retention-notes';
import { ComputingModule } from '../../compute/rollups/computing.module';
import { RebuildNotes } from '../../compute/rollups/rebuild-notes';
import { AccessModule } from '../../platform/access/access.module';
import { AuditLog } from '../../platform/access/audit-log';
import { ProgressLine } from '../../platform/terminal/progress-line';
import { commandEnvironment, inCommandContext } from './command-context';
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

async function removeWhatIsDue({ dryRun: isDryRun = false }: { dryRun?: boolean }): Promise<void> {
  await inCommandContext('retention', RetentionCommandModule, commandEnvironment(), async ({ services }) => {
    const retention = services.get(Retention);
    const limits = await retention.limits();
    if (limits.length === 0)
      console.log(
        'Everything is kept: neither RETENTION_<TEXTS, EVENTS, FACTS>_DAYS nor the rules limit any account.',
      );
    const audit = services.get(AuditLog);
    const stop = interruption();
    for (const limit of limits) {
      if (stop.aborted) break;
      await show(retention, limit);
      if (!isDryRun) await remove({ retention, audit, stop }, limit);
    }
    await audit.flush();
    if (isDryRun && limits.length > 0) console.log('Nothing was removed.');
  });
}

async function show(retention: Retention, limit: RetentionLimit): Promise<void> {
  const { account, kind, days, before } = limit;
  const months = await retention.due(limit);
  const at = before.toISOString();
  console.log(`account ${account}, ${kind}: kept for ${days} days, which is since ${at}`);
  for (const month of months) {
    const range = [month.firstAt, month.lastAt].map((time) => time.toISOString()).join(' to ');
    console.log(`  ${dueText(kind, month)} ${range}`);
  }
  if (months.length === 0) console.log('  nothing is older');
}

async function remove(
  { retention, audit, stop }: { retention: Retention; audit: AuditLog; stop: AbortSignal },
  limit: RetentionLimit,
): Promise<void> {
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
  audit.note({
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
}
