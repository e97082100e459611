import { readEnvFile } from './env-file';

const valuesOf = (text: string | Buffer) =>
  Object.fromEntries(readEnvFile(Buffer.from(text as string)).values);

describe('A file of settings', () => {
  it.each([
    ['A=b', 'b'],
    ['  A = b  ', 'b'],
    ['export A=b', 'b'],
    ['A=ab#c', 'ab#c'],
    ['A=#c', ''],
    ['A=ab #c', 'ab'],
    ['A=ab\t# c', 'ab'],
    ['A=a=b==', 'a=b=='],
    ['A="a b # c"', 'a b # c'],
    ["A='a\"b' # of the shop", 'a"b'],
    ['A=` x `', ' x '],
    ['A=""', ''],
    ['A=', ''],
    ['A=$HOME\\n', '$HOME\\n'],
    ['A="it\'s"', "it's"],
    ["A=it's", "it's"],
  ])('is read as it is meant: %s', (line, value) => {
    expect(valuesOf(line)).toEqual({ A: value });
  });

  it('may have a byte-order mark, line ends of any system, comments and blank lines', () => {
    const text = '# first\r\nA=1\r\n\r\n  # B=2\rC=3\nA=4';
    const read = { A: '4', C: '3' };
    expect(valuesOf(text)).toEqual(read);
    expect(valuesOf(`\ufeff${text}`)).toEqual(read);
    expect(valuesOf('\ufeffA=1\r\n')).toEqual({ A: '1' });
    expect(valuesOf(Buffer.from('\ufeffA=1\r\nB=é\r\n', 'utf16le'))).toEqual({ A: '1', B: 'é' });
    expect(valuesOf(Buffer.from('\ufeffA=1\n', 'utf16le').swap16())).toEqual({ A: '1' });
  });

  it.each([
    ['A: hidden', 'line 2 of the file .env must be of the form NAME=value'],
    ['hidden', 'line 2 of the file .env must be of the form NAME=value'],
    ['1A=hidden', 'line 2 of the file .env must be of the form NAME=value'],
    ['A="hidden', 'A, in line 2 of the file .env, begins with a quote and must end with it'],
    ['A="hidden" more', 'A, in line 2 of the file .env, begins with a quote and must end with it'],
  ])(
    'is refused where nobody can say what is meant, by the line and without what it says: %s',
    (line, problem) => {
      expect(readEnvFile(Buffer.from(`B=1\n${line}\n`)).problems).toEqual([problem]);
    },
  );
});
