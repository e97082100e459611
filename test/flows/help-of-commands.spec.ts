import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { builtProgram } from '../support/built-program';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
const COMMANDS = Object.keys(scripts).filter((name) =>
  scripts[name]?.endsWith(` dist/src/operate/cli/${name}.js`),
);

describe('The help of a command', () => {
  it.each([...COMMANDS, 'simulate'])('of %s names defaults as people mean them', (command) => {
    const help = execFileSync(process.execPath, [builtProgram(command), '--help'], { encoding: 'utf8' });
    expect(help).toMatch(/^Usage: /);
    // Times in milliseconds are for programs.
    expect(help).not.toMatch(/default: "?\d{5,}/);
    if (command === 'rebuild') expect(help).not.toContain('(default: 0)');
  });

  it('is there for all of them', () => {
    expect(COMMANDS.length).toBeGreaterThan(8);
  });
});
