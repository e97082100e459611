import type { LoadOrders } from '../load/load-orders';
import { LoadRun } from '../load/load-run';
import { ordersFromBench, tellBench } from '../support/own-program';

const run = new LoadRun(ordersFromBench() as LoadOrders);
run.run().then(
  (result) => {
    tellBench(result);
    process.exit(0);
  },
  (error: unknown) => {
    console.error(String(error));
    process.exit(1);
  },
);
