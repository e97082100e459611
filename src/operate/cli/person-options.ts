import { readFileSync } from 'node:fs';
import { InvalidArgumentError } from 'commander';

/** Reads the value of an option that may be repeated. */
export const collected = (value: string, before: string[] = []): string[] => [...before, value];

/** Reads the value of an option that is an e-mail address and may be repeated. */
export function emailOption(value: string, before?: string[]): string[] {
  if (!/^[^\s@]+@[^\s@]+$/.test(value)) throw new InvalidArgumentError('It must be an e-mail address.');
  return collected(value, before);
}

/**
 * Reads the value of an option that is a file of e-mail addresses, one in each line; `-` is the standard input. What
 * stands on the command line is seen by everybody on the machine; this is not.
 */
export function emailFileOption(file: string): string[] {
  const emails = linesOf(file, 'e-mail address');
  const wrong = emails.findIndex((line) => !/^[^\s@]+@[^\s@]+$/.test(line));
  // The line itself stays out of what a terminal keeps.
  if (wrong !== -1) throw new InvalidArgumentError(`Its entry ${wrong + 1} is no e-mail address.`);
  return emails;
}

/** A shorter one stands in what is of others. */
const MIN_WORD_BYTES = 4;

/** Reads the value of an option that is a file of words to search for, in the same way. */
export function wordsFileOption(file: string): string[] {
  const words = linesOf(file, 'word');
  const short = words.findIndex((word) => Buffer.byteLength(word) < MIN_WORD_BYTES);
  if (short !== -1) {
    throw new InvalidArgumentError(
      `Its entry ${short + 1} is too short: it would be found in what others wrote. Give ${MIN_WORD_BYTES} letters or more.`,
    );
  }
  return words;
}

function linesOf(file: string, what: string): string[] {
  let text: string;
  try {
    text = readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new InvalidArgumentError(
      `It cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'no reason'}.`,
    );
  }
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const filled = lines.filter((line) => line !== '');
  if (filled.length === 0) throw new InvalidArgumentError(`It holds no ${what}.`);
  return filled;
}
