import { execFileSync } from 'node:child_process';
import { builtProgram } from '../support/built-program';

describe('The help of a command', () => {
  it.each([
    ...['backfill', 'config', 'erase', 'export-person', 'migrate'],
    ...['rebuild', 'replay', 'share', 'token', 'simulate'],
  ])('of %s names defaults as people mean them', (command) => {
    const help = execFileSync(process.execPath, [builtProgram(command), '--help'], { encoding: 'utf8' });
    expect(help).toMatch(/^Usage: /);
    // Times in milliseconds are for programs.
    expect(help).not.toMatch(/default: "?\d{5,}/);
    if (command === 'rebuild') expect(help).not.toContain('(default: 0)');
  });
});
