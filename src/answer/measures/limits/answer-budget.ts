import { ResultTooLarge } from '../bad-input';

/** The most values, rows times fields, that one request is answered with: more is for several questions. */
export const MAX_VALUES = 1_000_000;

/** A part of an answer: one list of rows. */
export interface AnswerPart {
  readonly name: string;
  readonly rows: number;
  /** What is asked for of each row. */
  readonly fields: number;
}

/** What a request may be answered with, over everything that it asks for. */
export class AnswerBudget {
  private values = 0;

  /**
   * Takes what a part of the answer needs, before it is built.
   * @throws ResultTooLarge, with the numbers
   */
  take(part: AnswerPart): void {
    this.requireRoomFor(part);
    this.values += part.rows * part.fields;
  }

  /** @throws ResultTooLarge if the part cannot be taken, with the numbers */
  requireRoomFor(part: AnswerPart): void {
    const values = this.values + part.rows * part.fields;
    if (values > MAX_VALUES) throw tooManyValues(values, part);
  }
}

/** @param largest the part that is to blame */
export function tooManyValues(values: number, { name, rows, fields }: AnswerPart): ResultTooLarge {
  return new ResultTooLarge(
    `The answer would hold ${inWords(values)} values, and ${inWords(MAX_VALUES)} is the most that is answered at once: ` +
      `${name} alone has ${inWords(rows)} rows of ${inWords(fields)} fields. ` +
      'Ask for a coarser granularity, a shorter range, fewer groups or fewer fields, or ask in parts.',
  );
}

function inWords(count: number): string {
  return Math.ceil(count).toLocaleString('en-US');
}
