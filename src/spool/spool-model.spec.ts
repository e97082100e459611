import fc from 'fast-check';
import { RandomChoices } from './testing/model/random-choices';
import { SpoolRun } from './testing/model/spool-run';
import { spoolSchedule } from './testing/model/spool-schedule';

/** For a long run: `SPOOL_MODEL_RUNS=100000`. */
const RUNS = Number(process.env['SPOOL_MODEL_RUNS'] ?? 2_000);

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
      { numRuns: RUNS },
    );
  }, 3_600_000);
});
