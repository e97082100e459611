import { spellingsOf } from './spellings';

describe('The spellings of a word', () => {
  it('are one for plain letters', () => {
    expect(spellingsOf('4711')).toEqual(['4711']);
  });

  it('are those of JSON and of URLs for all else', () => {
    expect(spellingsOf('ada@lovelace.example')).toEqual(['ada@lovelace.example', 'ada%40lovelace.example']);
    expect(spellingsOf('Kö"ln/Süd')).toEqual(
      expect.arrayContaining([
        'Kö"ln/Süd',
        'Kö\\"ln/Süd',
        'Kö\\"ln\\/Süd',
        'K\\u00f6\\"ln/S\\u00fcd',
        'K%C3%B6%22ln%2FS%C3%BCd',
        'Kö"ln/Süd'.normalize('NFD'),
      ]),
    );
  });
});
