import type { ServiceAlone } from './service-alone';
import { megabytes, whole } from '../support/figures';

/** What a person reads of the service alone, a line for each measurement. */
export function serviceAloneReport({ half, sustained, outage }: ServiceAlone): string {
  const lines = [
    `b at half of that load: ${whole(half.requestsPerSecond)} requests/s; ` +
      `p50 ${half.p50Ms.toFixed(2)} ms, p99 ${half.p99Ms.toFixed(2)} ms; ` +
      `from when it was sent, p99 ${half.answerP99Ms.toFixed(2)} ms`,
  ];
  if (sustained) {
    const { load, aftermath } = sustained;
    const { maxWaiting, memoryBytesAtFirst, maxMemoryBytes } = aftermath.watched;
    lines.push(
      `b for ${Math.round(load.acknowledged / load.requestsPerSecond)} s: ${whole(load.requestsPerSecond)} requests/s; ` +
        `p99 ${load.p99Ms.toFixed(2)} ms; at most ${whole(maxWaiting)} deliveries ` +
        `(${(maxWaiting / load.requestsPerSecond).toFixed(1)} s of deliveries) waited for ClickHouse, ` +
        `all were in ${aftermath.drainSeconds.toFixed(1)} s after the load; ` +
        `memory ${megabytes(memoryBytesAtFirst)} at first, ${megabytes(maxMemoryBytes)} at most`,
    );
  }
  if (outage) {
    lines.push(
      `b while ClickHouse stood still: ${whole(outage.acceptedPerSecond)} requests/s; ` +
        `${whole(outage.backlog)} deliveries waited, and drained at ${whole(outage.drainedPerSecond)}/s; ` +
        `memory ${megabytes(outage.memoryBytesAtFirst)} at first, ${megabytes(outage.memoryBytesWithBacklog)} ` +
        `with the backlog, ${megabytes(outage.maxMemoryBytes)} at most`,
    );
  }
  return lines.join('\n');
}
