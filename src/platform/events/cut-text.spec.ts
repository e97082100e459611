import { cutText } from './cut-text';

describe('cutting a text', () => {
  it('keeps as many characters as were asked for', () => {
    expect(cutText('abcdef', 4)).toBe('abcd');
    expect(cutText('abcd', 4)).toBe('abcd');
    expect(cutText('👍👍👍👍👍', 4)).toBe('👍👍👍👍');
    expect(cutText('👍👍👍👍', 4)).toBe('👍👍👍👍');
    expect(cutText('a👍b👍c👍d', 4)).toBe('a👍b👍');
  });

  it.each([
    ['a letter and its accent', 'abce\u0301', 'abc'],
    ['an emoji and its skin', 'abc👋🏽', 'abc'],
    ['a family', 'a👩‍👩‍👧‍👦', 'a'],
    ['a flag', 'abc🇱🇹', 'abc'],
    ['the second of two flags', 'a🇱🇹🇩🇪', 'a🇱🇹'],
    ['a line break of two characters', 'abc\r\n', 'abc'],
    ['a syllable of Devanagari', 'कखगनि', 'कखग'],
  ])('does not cut %s in two', (_, text, kept) => {
    expect(cutText(text, 4)).toBe(kept);
  });

  it('cuts what alone is longer', () => {
    expect(cutText(`e${'\u0301'.repeat(50)}`, 4)).toBe('e\u0301\u0301\u0301');
  });

  it('leaves no half of a character behind, wherever the text has one', () => {
    expect(cutText('a\ud83d', 4)).toBe('a\ufffd');
    expect(cutText('\udc4da\ud83dbcd', 4)).toBe('\ufffda\ufffdb');
  });
});
