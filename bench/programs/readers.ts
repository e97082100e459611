import { setPriority } from 'node:os';
import { startReading } from '../neighbours/greedy-readers';
import type { ReaderOrders } from '../neighbours/greedy-readers';
import { ordersFromBench, tellBench } from '../support/own-program';

/*
 * Readers sit at other machines. Here they share the processors with the service, so they take what the others leave.
 */
const LOWEST_PRIORITY = 19;
setPriority(LOWEST_PRIORITY);

startReading(ordersFromBench() as ReaderOrders).then(tellBench, (error: unknown) => {
  console.error(String(error));
  process.exit(1);
});
