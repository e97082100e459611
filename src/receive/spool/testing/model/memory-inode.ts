import type { RandomChoices } from './random-choices';

const SECTOR_BYTES = 512;

/**
 * The bytes of one file: what processes see (the page cache), and what is on the disk. Without a sync, every sector
 * of 512 bytes reaches the disk or not for itself, and so does the length.
 */
export class MemoryInode {
  private cached: Buffer = Buffer.alloc(0);
  private stored: Buffer = Buffer.alloc(0);
  /** Sectors that the disk does not hold yet and that the system means to write. */
  private readonly dirty = new Set<number>();
  /** The length on the disk, then every one since; at a power cut any of them may be there. */
  private lengths: number[] = [0];

  constructor(private readonly choices: RandomChoices) {}

  get length(): number {
    return this.cached.length;
  }

  read(target: Buffer, position: number): number {
    return this.cached.copy(target, 0, position);
  }

  write(bytes: Buffer, position: number): void {
    const end = position + bytes.length;
    if (end > this.cached.length) this.resize(end);
    bytes.copy(this.cached, position);
    for (let sector = sectorOf(position); sector * SECTOR_BYTES < end; sector += 1) this.dirty.add(sector);
  }

  truncate(length: number): void {
    if (length !== this.cached.length) this.resize(length);
    for (const sector of this.dirty) {
      if (sector * SECTOR_BYTES < length) continue;
      this.dirty.delete(sector);
    }
  }

  /** Everything is on the disk. */
  sync(): void {
    for (const sector of this.dirty) this.store(sector);
    this.dirty.clear();
    this.lengths = [this.cached.length];
    this.stored = resized(this.stored, this.cached.length);
  }

  /**
   * The disk failed: some sectors reached it, the others never will, and the system takes all of them for
   * written, so that the next sync says OK. Not so the length: it goes through the file system's journal, which
   * is either written later or stops the file system.
   */
  failSync(): void {
    this.storeSome();
    this.dirty.clear();
  }

  /** The system needs the memory: what it takes for written it forgets, and reads from the disk when asked. */
  evict(): void {
    const stored = resized(this.stored, this.cached.length);
    for (let sector = 0; sector * SECTOR_BYTES < stored.length; sector += 1) {
      const from = sector * SECTOR_BYTES;
      if (!this.dirty.has(sector)) stored.copy(this.cached, from, from, from + SECTOR_BYTES);
    }
  }

  /** What is on the disk is all there is. */
  cutPower(): void {
    this.storeSome();
    this.dirty.clear();
    const length = this.lengths[this.choices.below(this.lengths.length)] ?? 0;
    this.stored = resized(this.stored, length);
    this.cached = Buffer.from(this.stored);
    this.lengths = [length];
  }

  private resize(length: number): void {
    // What is cut off may have been on its way to the disk already.
    if (length < this.cached.length) this.storeSome();
    this.cached = resized(this.cached, length);
    this.lengths.push(length);
  }

  private storeSome(): void {
    for (const sector of this.dirty) if (this.choices.onceIn(2)) this.store(sector);
  }

  private store(sector: number): void {
    const from = sector * SECTOR_BYTES;
    const to = Math.min(from + SECTOR_BYTES, this.cached.length);
    if (to > this.stored.length) this.stored = resized(this.stored, to);
    this.cached.copy(this.stored, from, from, to);
  }
}

function sectorOf(position: number): number {
  return Math.floor(position / SECTOR_BYTES);
}

function resized(bytes: Buffer, length: number): Buffer {
  if (length === bytes.length) return bytes;
  const other = Buffer.alloc(length);
  bytes.copy(other);
  return other;
}
