import { BenchError } from '../support/bench-error';
import { Workshop } from '../support/workshop';
import { measureSize } from './measure-size';
import type { QueryOptions, SizeMeasured } from './measure-size';
import { comparisonOfSizes, sizeReport } from './query-report';

export interface QueryCommandOptions extends QueryOptions {
  /** How many deliveries are stored, about; each size is measured for itself. */
  readonly deliveries: readonly number[];
  /** Where the data directories are made. */
  readonly dir: string;
}

/**
 * Measures the service with each number of deliveries stored, and prints what came out.
 * @throws BenchError when it does not count what was generated, or answers with an error
 */
export async function runQuery(options: QueryCommandOptions): Promise<void> {
  const workshop = await Workshop.open(options.keep ?? options.dir);
  const interrupt = () => void workshop.interrupt();
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const sizes: SizeMeasured[] = [];
  try {
    for (const deliveries of options.deliveries.toSorted((one, other) => one - other)) {
      const measured = await measureSize(workshop, deliveries, options);
      console.log(`${sizeReport(measured, options.rounds)}\n`);
      sizes.push(measured);
    }
  } catch (error) {
    throw workshop.isInterrupted ? new BenchError('The benchmark was stopped.') : error;
  } finally {
    await workshop.close();
  }
  if (sizes.length > 1) console.log(comparisonOfSizes(sizes));
}
