import type { Group } from './append-queue';
import type { RecordEncoder } from './record-codec';

const FIRST_BYTES = 256 << 10;
const KEPT_BYTES = 4 << 20;

/** The memory in which groups are put together, used again for group after group. */
export class GroupBuffer {
  private memory = Buffer.allocUnsafeSlow(FIRST_BYTES);

  constructor(private readonly encoder: RecordEncoder) {}

  /** The group as it stands on disk in this segment. Valid until the next call. */
  encode(group: Group, segmentId: bigint): Buffer {
    const target = this.withRoomFor(group.bytes);
    let offset = 0;
    let sequence = group.firstSequence;
    for (const { entry } of group.waiting) {
      offset = this.encoder.encode(entry, { segmentId, sequence }, target, offset);
      sequence += 1;
    }
    return target.subarray(0, offset);
  }

  private withRoomFor(bytes: number): Buffer {
    if (bytes <= this.memory.length) return this.memory;
    const grown = Buffer.allocUnsafeSlow(2 ** Math.ceil(Math.log2(bytes)));
    // One rare giant must not keep its memory permanently.
    if (grown.length <= KEPT_BYTES) this.memory = grown;
    return grown;
  }
}
