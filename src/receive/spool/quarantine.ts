import { join } from 'node:path';
import { segmentIdText } from './segment-names';
import type { SpoolDirectory } from './spool-directory';
import type { SpoolFile } from './spool-files';

const COPY_BYTES = 1 << 20;

/**
 * Where everything goes that was on the disk and could not be read as a record: nothing is thrown away unseen.
 * A copy that fails is logged and does not hold up the records around it.
 */
export class Quarantine {
  /** Damages and files set aside by this process. A torn tail is none: it was never acknowledged. */
  damages = 0;
  tornTails = 0;

  constructor(private readonly directory: SpoolDirectory) {}

  /** Copies damaged bytes of a segment aside, as `<segment>-<offset>.bytes`. Resolves with whether it could. */
  async keepDamage(file: SpoolFile, segmentId: bigint, from: number, to: number): Promise<boolean> {
    this.damages += 1;
    const facts = { segment: segmentIdText(segmentId), offset: from, bytes: to - from };
    this.directory.log.error(
      facts,
      'A spool segment is damaged: the bytes go to quarantine, the rest is read',
    );
    return this.copy(file, from, to, `${facts.segment}-${from}.bytes`);
  }

  /** Copies aside a group whose writing was cut off, as `<segment>-<offset>.torn`. Resolves with whether it could. */
  async keepTornTail(file: SpoolFile, segmentId: bigint, from: number, to: number): Promise<boolean> {
    this.tornTails += 1;
    const facts = { segment: segmentIdText(segmentId), offset: from, bytes: to - from };
    this.directory.log.info(facts, 'The last group of a spool segment was not fully written and is cut off');
    return this.copy(file, from, to, `${facts.segment}-${from}.torn`);
  }

  /** Moves a whole file of the spool aside. */
  async keepFile(name: string, reason: string): Promise<void> {
    this.damages += 1;
    const { files, log, path, quarantinePath } = this.directory;
    log.error({ file: name }, `A file of the spool goes to quarantine: ${reason}`);
    await files.rename(join(path, name), join(quarantinePath, name));
    await files.syncDirectory(quarantinePath);
    await files.syncDirectory(path);
  }

  private async copy(source: SpoolFile, from: number, to: number, name: string): Promise<boolean> {
    const { files, log, quarantinePath } = this.directory;
    try {
      if ((await files.list(quarantinePath)).includes(name)) await files.unlink(join(quarantinePath, name));
      const target = await files.create(join(quarantinePath, name));
      try {
        const chunk = Buffer.allocUnsafe(Math.min(COPY_BYTES, to - from));
        for (let at = from; at < to;) {
          const read = await source.read(chunk.subarray(0, Math.min(chunk.length, to - at)), at);
          if (read === 0) break;
          at += await target.write(chunk.subarray(0, read), at - from);
        }
        await target.sync();
      } finally {
        await target.close();
      }
      await files.syncDirectory(quarantinePath);
      return true;
    } catch (error) {
      log.error({ err: error, file: name }, 'Bytes of the spool could not be copied to quarantine');
      return false;
    }
  }
}
