import { availableParallelism, setPriority } from 'node:os';
import { Worker } from 'node:worker_threads';
import { ordersFromBench, tellBench } from '../support/own-program';

/* As the readers beside whom it is compared. */
const LOWEST_PRIORITY = 19;
setPriority(LOWEST_PRIORITY);

const { seconds } = ordersFromBench() as { seconds: number };
const COUNT = `
  const { workerData } = require('node:worker_threads');
  for (const end = performance.now() + workerData * 1000; performance.now() < end;);`;
// Threads have the priority of the one that starts them.
const workers = Array.from(
  { length: availableParallelism() },
  () => new Worker(COUNT, { eval: true, workerData: seconds }),
);
Promise.all(workers.map((worker) => new Promise((ended) => worker.once('exit', ended)))).then(
  () => {
    tellBench({ answers: 0, refused: 0 });
  },
  (error: unknown) => {
    console.error(String(error));
    process.exit(1);
  },
);
