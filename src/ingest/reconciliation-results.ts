import { Injectable } from '@nestjs/common';

/** What comparing the spool with ClickHouse has found since the start. */
@Injectable()
export class ReconciliationResults {
  /** Drained segments that were compared, each time anew. */
  segmentsCompared = 0;
  /** Of them, those of which ClickHouse lacked rows. */
  segmentsLacking = 0;
  /** The rows that it lacked. */
  missingDeliveries = 0;
  /** Comparisons that broke off. */
  failures = 0;
  /** When the last comparison went through, in milliseconds since 1970. */
  lastSuccessAt: number | undefined;
}
