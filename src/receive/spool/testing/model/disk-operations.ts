import type { RandomChoices } from './random-choices';

interface PendingOperation {
  readonly carryOut: () => void;
  readonly breakOff: () => void;
}

/**
 * The operations that a process has asked of the system and that are not done. They are carried out one at a
 * time, in any order, whenever the test says so; so a crash can come before, after and in the middle of each.
 */
export class DiskOperations {
  private pending: PendingOperation[] = [];
  private ended = false;

  get count(): number {
    return this.pending.length;
  }

  /**
   * @param effect what the operation does, and its result
   * @param effectOfPart what is seen of it when the process ends in its middle; nothing unless given
   */
  add<T>(effect: () => T, effectOfPart: () => void = () => undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      // After its end a process has no effect, and learns of nothing.
      if (this.ended) return;
      const carryOut = (): void => {
        try {
          resolve(effect());
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      };
      this.pending.push({ carryOut, breakOff: effectOfPart });
    });
  }

  /** Carries one of them out. */
  carryOutOne(choices: RandomChoices): void {
    this.pending.splice(choices.below(this.pending.length), 1)[0]?.carryOut();
  }

  /** The process ends: what is under way is still done, done in part, or not done. */
  end(choices: RandomChoices): void {
    this.ended = true;
    for (const operation of this.pending.splice(0)) {
      if (choices.onceIn(3)) operation.carryOut();
      else if (choices.onceIn(2)) operation.breakOff();
    }
  }
}
