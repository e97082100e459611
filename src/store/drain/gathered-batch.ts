import type { SpoolBatch } from '../../receive/spool/spool-reader';
import { encodeDeliveries } from './delivery-rows';
import { RowBinaryWriter } from './row-binary-writer';

/** What goes into ClickHouse with one insert: portions of one spool segment that follow each other, and their rows. */
export class GatheredBatch {
  readonly portions: SpoolBatch[] = [];
  records = 0;
  bytes = 0;

  /** @param writer holds the rows; an empty one */
  constructor(readonly writer = new RowBinaryWriter()) {}

  async add(portion: SpoolBatch): Promise<void> {
    this.portions.push(portion);
    this.records += portion.records.length;
    this.bytes += portion.bytes;
    await encodeDeliveries(portion.records, this.writer);
  }

  get segmentId(): bigint | undefined {
    return this.portions[0]?.segmentId;
  }

  /** All portions as one. */
  whole(): SpoolBatch {
    const { portions, bytes } = this;
    const [first, last] = [portions[0], portions.at(-1)];
    if (first === undefined || last === undefined) throw new RangeError('Nothing was gathered.');
    return {
      segmentId: first.segmentId,
      firstSequence: first.firstSequence,
      lastSequence: last.lastSequence,
      records: portions.flatMap(({ records }) => records),
      bytes,
      isFirstReading: portions.every(({ isFirstReading }) => isFirstReading),
    };
  }
}
