import { Injectable } from '@nestjs/common';

/** What the comparison of the kept segments with ClickHouse has found since the service started. */
@Injectable()
export class ReconciliationResults {
  /** Counter: segments compared, each time again. */
  segmentsCompared = 0;
  /** Counter: comparisons that found a segment of which ClickHouse lacked deliveries. */
  segmentsLacking = 0;
  /** Counter: the deliveries that it lacked in them. */
  missingDeliveries = 0;
  /** Counter: comparisons that could not be made; each is tried again. */
  failures = 0;
  /** When all kept segments were last compared without a failure, in milliseconds since 1970. */
  lastSuccessAt: number | undefined;
}
