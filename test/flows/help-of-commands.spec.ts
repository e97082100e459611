import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { COMMANDS } from '../../src/commands';
import { builtProgram } from '../support/built-program';

const { scripts, version } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  scripts: Record<string, string>;
  version: string;
};

function run(...typed: string[]): { status: number | null; stdout: string; stderr: string } {
  const [program] = builtProgram('start');
  return spawnSync(process.execPath, [program, ...typed], { encoding: 'utf8' });
}

describe('The program', () => {
  it.each(Object.keys(COMMANDS))('helps with %s, and names defaults as people mean them', (name) => {
    const { stdout: help } = run(name, '--help');
    expect(help).toMatch(new RegExp(`^Usage: signalzen-analytics ${name} `));
    // Times in milliseconds are for programs.
    expect(help).not.toMatch(/default: "?\d{5,}/);
    if (name === 'rebuild') expect(help).not.toContain('(default: 0)');
  });

  it('has a script of package.json for each of its commands', () => {
    for (const name of Object.keys(COMMANDS))
      expect(scripts[name]).toBe(`npm run --silent build && node dist/src/main.js ${name}`);
  });

  it('lists its commands, and tells its version', () => {
    const { stdout: help } = run('--help');
    for (const name of [...Object.keys(COMMANDS), 'completion'])
      expect(help).toMatch(new RegExp(`^ {2}${name} `, 'm'));
    expect(run('--version').stdout).toBe(`${version}\n`);
  });

  it.each([
    ['backfil', 'Did you mean backfill?'],
    ['constructor', "unknown command 'constructor'"],
  ])('knows no command "%s"', (mistyped, answer) => {
    expect(run(mistyped)).toMatchObject({ status: 1, stderr: expect.stringContaining(answer) as unknown });
  });
});
