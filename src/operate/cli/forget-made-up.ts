import { Module } from '@nestjs/common';
import { MadeUpDeliveries } from '../../compute/erasure/made-up-deliveries';
import { FactsModule } from '../../compute/facts/facts.module';
import { ComputingModule } from '../../compute/rollups/computing.module';
import { DueWork } from '../../compute/rollups/due-work';
import { Rebuild } from '../../compute/rollups/rebuild';
import { RollUp } from '../../compute/rollups/roll-up';
import { AccessModule } from '../../platform/access/access.module';
import { AuditLog } from '../../platform/access/audit-log';
import { commandLine } from '../../platform/command-line';
import { DataDirectoryLock } from '../../platform/data-directory/data-directory-lock';
import { ExplainedError } from '../../platform/explained-error';
import { ProgressLine } from '../../platform/terminal/progress-line';
import { openSpool } from '../../receive/spool/open-spool';
import { DrainedFiles } from '../../store/cleaning/drained-files';
import { PendingRangesModule } from '../../store/pending-ranges/pending-ranges.module';
import { SegmentComparison } from '../../store/reconciliation/segment-comparison';
import { ReconciliationResults } from '../../store/reconciliation/reconciliation-results';
import { DeliveryStore } from '../../store/drain/delivery-store';
import { RejectedDeliveries } from '../../store/drain/rejected-deliveries';
import { commandEnvironment, inCommandContext } from './command-context';
import type { CommandContext, CommandEnvironment } from './command-context';
import { interruption } from './interruption';

/** Made-up data cannot be removed now; the message says why. */
class MadeUpProblem extends ExplainedError {
  readonly code = 'MADE_UP';
}

@Module({
  imports: [FactsModule, ComputingModule, PendingRangesModule, AccessModule],
  providers: [MadeUpDeliveries, Rebuild, RollUp, DueWork],
})
class MadeUpModule {}

/**
 * Removes what the simulator has sent to a service, for `simulate --forget`.
 * @param isMeant without it, it is only shown
 * @throws MadeUpProblem, DataDirectoryInUse
 */
export async function forgetMadeUp(isMeant: boolean): Promise<void> {
  const environment = commandEnvironment();
  await inCommandContext('simulate', MadeUpModule, environment, async (context) => {
    const deliveries = context.services.get(MadeUpDeliveries);
    const found = await deliveries.find();
    for (const one of found)
      console.log(
        `account ${one.account}: ${one.deliveries} made-up deliveries of ${one.threads} chats and messages`,
      );
    if (found.length === 0) console.log('Nothing is made up here.');
    else if (!isMeant)
      console.log(
        `Nothing was removed. To remove it permanently, stop the service and run ${commandLine('simulate', '--forget --yes')}`,
      );
    else await whileStopped(context, environment, () => forget(context, environment));
  });
}

/** @throws MadeUpProblem, DataDirectoryInUse where the service runs */
async function whileStopped(
  { isOfService }: CommandContext,
  { settings }: CommandEnvironment,
  work: () => Promise<void>,
): Promise<void> {
  // Of the embedded one, the command has the directory unless the service has it.
  const isEmbedded = settings.clickhouse.url === undefined;
  if (isEmbedded && isOfService)
    throw new MadeUpProblem(
      'The service runs, and would compute what is removed: stop it, and run this again.',
    );
  const lock = isEmbedded ? undefined : await DataDirectoryLock.take(settings.dataDir);
  try {
    await work();
  } finally {
    lock?.release();
  }
}

async function forget(
  { services, clickhouse }: CommandContext,
  environment: CommandEnvironment,
): Promise<void> {
  const { settings, log } = environment;
  const deliveries = services.get(MadeUpDeliveries);
  const segments = await deliveries.segments();
  const spool = await openSpool(settings, log);
  const left: string[] = [];
  try {
    if (!spool.hasDrainedBelow(spool.seal()))
      throw new MadeUpProblem(
        `${spool.stats().pendingRecords} deliveries wait for ClickHouse: start the service until they are stored, stop it, and run this again.`,
      );
    const rejected = new RejectedDeliveries(settings, log);
    const store = new DeliveryStore(clickhouse, rejected);
    const comparison = new SegmentComparison(spool, clickhouse, store, rejected, new ReconciliationResults());
    for (const segment of spool.drainedSegments().filter(({ segmentId }) => segments.has(segmentId))) {
      if ((await comparison.stateOf(segment)).kind !== 'held')
        throw new MadeUpProblem(
          'ClickHouse lacks deliveries that the spool keeps: start the service until it has them.',
        );
      // What is real in it is in ClickHouse as well.
      await spool.remove(segment.segmentId);
    }
    const archived = await new DrainedFiles(spool, settings).list();
    left.push(...archived.filter(({ segmentId }) => segments.has(segmentId)).map(({ name }) => name));
  } finally {
    await spool.close();
  }
  const line = new ProgressLine(process.stdout);
  await deliveries.forget(interruption(), ({ step, chats, of }) => {
    line.update(() => (step === 'computing' ? `computing: ${chats} of about ${of} chats` : `${step} …`));
  });
  line.finish(`removed, in ${line.seconds.toFixed(1)} s. The service can be started.`);
  for (const name of left)
    console.log(
      `Left in SPOOL_ARCHIVE_DIR: ${name}, from which ${commandLine('replay')} would bring made-up data back`,
    );
  const audit = services.get(AuditLog);
  audit.note({
    caller: { kind: 'command', id: 'simulate', name: commandLine('simulate') },
    action: 'made-up.removed',
    object: `${segments.size} segments`,
  });
  await audit.flush();
}
