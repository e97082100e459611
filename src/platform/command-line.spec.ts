import { commandLine } from './command-line';

describe('a command as it is typed in', () => {
  it('is a script in a checkout, as this is', () => {
    expect(commandLine('migrate')).toBe('npm run migrate');
    expect(commandLine('token', 'rotate 7')).toBe('npm run token -- rotate 7');
  });

  it('is the program where that is installed', () => {
    expect(commandLine('migrate', '', false)).toBe('signalzen-analytics migrate');
    expect(commandLine('token', 'rotate 7', false)).toBe('signalzen-analytics token rotate 7');
  });
});
