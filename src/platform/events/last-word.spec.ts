import { mayBeLastWord } from './last-word';

describe('a message that may be a last word', () => {
  it.each([
    ['a "thanks"', 'Thanks!', true],
    ['60 characters', '👍'.repeat(60), true],
    ['61 characters', '👍'.repeat(61), false],
    ['a long text', 'a'.repeat(1000), false],
    ['a semicolon', 'thanks; bye', true],
    ['a question', 'thanks, and now?', false],
    ['a question in Chinese', '好的？', false],
    ['a question in Arabic', 'شكرا؟', false],
    ['a question in Armenian', 'ո՞վ', false],
    ['a reversed question mark', 'really⸮', false],
    ['a question in Greek', 'πού είναι;', false],
    ["a question in Greek's own mark", 'ok\u037e', false],
    ['half a character', 'thanks \ud83d', true],
    ['nothing but blanks', ' \n', false],
    ['nothing', '', false],
    ['no text', null, false],
  ])('is told by its text: %s', (_, body, expected) => {
    expect(mayBeLastWord({ body })).toBe(expected);
  });

  it('is none where there is no message', () => {
    expect(mayBeLastWord(undefined)).toBe(false);
  });
});
