import fc from 'fast-check';
import { RandomChoices } from './testing/model/random-choices';
import { SpoolRun } from './testing/model/spool-run';
import { spoolSchedule } from './testing/model/spool-schedule';

/**
 * The same 500 schedules each time; `SPOOL_MODEL_RUNS=100000` tries so many others. A failure is shown as it was
 * found, with its seed: to shrink it can take longer than to find it.
 */
const RUNS = process.env['SPOOL_MODEL_RUNS'];
const PARAMETERS =
  RUNS === undefined
    ? { numRuns: 500, seed: 1, endOnFailure: true }
    : { numRuns: Number(RUNS), endOnFailure: true };

describe('Whatever happens to the disk and the process, a spool', () => {
  it('gives back what it confirmed, each once, and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(spoolSchedule, async ({ seed, actions }) => {
        const run = new SpoolRun(new RandomChoices(seed));
        for (const action of actions) {
          await run.happen(action);
          expect(run.ledger.violations).toEqual([]);
        }
        await run.conclude();
        expect(run.ledger.violations).toEqual([]);
      }),
      PARAMETERS,
    );
  }, 3_600_000);
});
