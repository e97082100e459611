/** An open file that is only read. Every method rejects with the system's error. */
export interface ReadableFile {
  /** Fills `target` from `position`; resolves with the bytes read, fewer than asked for only at the file's end. */
  read(target: Buffer, position: number): Promise<number>;
  size(): Promise<number>;
  close(): Promise<void>;
}

/** An open file. Every method rejects with the system's error. */
export interface SpoolFile extends ReadableFile {
  /** One write; resolves with the bytes taken, which may be fewer than given. */
  write(bytes: Buffer, position: number): Promise<number>;
  /** The bytes written so far are on the disk, and whatever is needed to find them. */
  datasync(): Promise<void>;
  /** The bytes and everything known of the file are on the disk. */
  sync(): Promise<void>;
  truncate(length: number): Promise<void>;
}

/**
 * What the spool needs of a file system, and nothing else, so that a test can put a failing one in its place,
 * or one that forgets at a crash whatever was not synced.
 */
export interface SpoolFiles {
  /** Makes the directory and its parents unless they are there, each of them durable. */
  makeDirectory(path: string): Promise<void>;
  /** The names in a directory. */
  list(directory: string): Promise<string[]>;
  /** Makes a file that is not there yet, for reading and writing. */
  create(path: string): Promise<SpoolFile>;
  /** Opens a file that is there, for reading and writing. */
  open(path: string): Promise<SpoolFile>;
  rename(from: string, to: string): Promise<void>;
  unlink(path: string): Promise<void>;
  /** Names made, changed or removed in the directory so far survive a power cut. */
  syncDirectory(directory: string): Promise<void>;
  /** Bytes that this process may still write to the file system of the directory. */
  freeBytes(directory: string): Promise<number>;
}
