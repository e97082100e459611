import { OperatorPseudonyms, theOnly } from '../../compute/erasure/operator-pseudonyms';
import type { FoundOperator } from '../../compute/erasure/operator-pseudonyms';
import { ReplacedParts } from '../../compute/erasure/replaced-parts';
import { ProgressLine } from '../../platform/terminal/progress-line';
import { Receivers } from '../../store/cleaning/receivers';
import { PendingRanges } from '../../store/pending-ranges/pending-ranges';
import { cleanOwnFiles } from './clean-own-files';
import type { CommandShards, ShardContext } from './command-shards';
import { partsLine, receiverLines } from './erasure-receipt';

/** A receiver that runs has seen a request within five seconds. */
const UNTIL_FILES_ARE_CLEAN_MS = 60_000;
const UNTIL_COMPUTED_MS = 60_000;

export interface ErasedOperator {
  readonly operator: string;
  /** `undefined`: the one that has the operator. */
  readonly account: string | undefined;
  /** Without it, it is only shown what would change. */
  readonly isMeant: boolean;
}

/** Makes an operator pseudonymous for a command, and says what became of it. @returns whether nothing is left */
export async function eraseOperator(
  shards: CommandShards,
  { operator, account, isMeant }: ErasedOperator,
  stop: AbortSignal,
): Promise<boolean> {
  shards.requireTellable(account, `which account has operator ${operator}`);
  const all = await shards.ask(async (context) => {
    const found = await context.services.get(OperatorPseudonyms).find(operator, account);
    return found.map((one) => ({ ...one, context }));
  });
  const found = theOnly(operator, all.flat());
  const called = found.name === '' ? 'who has no name' : `who is called "${found.name}"`;
  console.log(`account ${found.account}, operator ${operator}, ${called}: "${found.pseudonym}"`);
  if (!isMeant) {
    console.log('Nothing was changed. To change it permanently, run the same with --yes.');
    return true;
  }
  shards.requireAudit();
  let isNothingLeft = false;
  const done = await shards.each([found.context], async (context) => {
    isNothingLeft = await carryOut(context, found, stop);
  });
  if (done.length === 0 || stop.aborted) return false;
  await shards.audit({
    caller: { kind: 'command', id: 'erase', name: 'npm run erase' },
    action: 'operator.pseudonymous',
    object: `operator ${operator} of ${found.account}`,
  });
  return isNothingLeft;
}

async function carryOut(
  { services, clickhouse, isOfService, environment }: ShardContext,
  found: FoundOperator,
  stop: AbortSignal,
): Promise<boolean> {
  const pseudonyms = services.get(OperatorPseudonyms);
  const receivers = services.get(Receivers);
  const since = await receivers.now();
  const line = new ProgressLine(process.stdout);
  await pseudonyms.request(found);
  let deliveries = 0;
  const change = async (): Promise<void> => {
    const before = deliveries;
    deliveries += await pseudonyms.carryOut(0, stop, (sofar) => {
      line.update(() => `changing: ${before + sofar} deliveries`);
    });
  };
  const untilFilesAreClean = async () => {
    if (!isOfService) await cleanOwnFiles(environment, clickhouse);
    return receivers.untilClean(isOfService ? UNTIL_FILES_ARE_CLEAN_MS : 0, stop);
  };
  await change();
  await untilFilesAreClean();
  // What was on its way.
  const waiting = await services.get(PendingRanges).untilSettled(isOfService ? UNTIL_COMPUTED_MS : 0, stop);
  await change();
  const states = await untilFilesAreClean();
  if (stop.aborted) {
    line.finish('interrupted: run the same command again');
    return false;
  }
  line.finish(`changed: ${deliveries} deliveries, in ${line.seconds.toFixed(1)} s`);
  const parts = services.get(ReplacedParts);
  console.log(partsLine(await parts.untilGone(), await parts.servers()));
  const cleaned = await receivers.cleanedSince(since);
  for (const state of states) for (const text of receiverLines(state, cleaned)) console.log(text);
  if (waiting > 0) console.log('NOT YET: deliveries are not computed; the service goes on with them');
  return waiting === 0 && states.every(({ isClean }) => isClean);
}
