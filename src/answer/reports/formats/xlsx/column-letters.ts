const LETTERS = 26;

/** What spreadsheets call a column: A for the first one, index 0; AA for the one after Z. */
export function columnLetters(index: number): string {
  const last = String.fromCharCode('A'.charCodeAt(0) + (index % LETTERS));
  return index < LETTERS ? last : columnLetters(Math.floor(index / LETTERS) - 1) + last;
}
