import { BenchError } from '../support/bench-error';

const NOTHING = Buffer.alloc(0);

/** Puts the answers of one connection together, on which never more than one is awaited. */
export class AnswerReader {
  private begun: Buffer = NOTHING;
  private usualLength = -1;

  /**
   * @returns the status once the answer is whole, `undefined` before
   * @throws BenchError for an answer without Content-Length, or with more bytes than that
   */
  take(chunk: Buffer): number | undefined {
    const bytes = this.begun.length === 0 ? chunk : Buffer.concat([this.begun, chunk]);
    // One answer is like the other: reading the head of each would take time from the server under test.
    if (bytes.length !== this.usualLength) {
      const length = lengthOfAnswer(bytes);
      if (length === undefined || bytes.length < length) {
        this.begun = bytes;
        return undefined;
      }
      if (bytes.length > length) throw new BenchError('An answer came that nobody asked for.');
      this.usualLength = length;
    }
    this.begun = NOTHING;
    return Number(bytes.toString('latin1', 9, 12));
  }
}

function lengthOfAnswer(bytes: Buffer): number | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  if (end === -1) return undefined;
  const length = /\r\ncontent-length: *(\d+)/i.exec(bytes.toString('latin1', 0, end))?.[1];
  if (length === undefined) throw new BenchError('An answer has no Content-Length.');
  return end + 4 + Number(length);
}
