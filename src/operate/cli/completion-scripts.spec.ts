import { execFileSync } from 'node:child_process';
import { Command } from 'commander';
import { COMPLETION_SCRIPTS } from './completion-scripts';

const program = new Command('sample')
  .option('--version', 'show the version')
  .addCommand(
    new Command('token')
      .description("Creates, lists and revokes a program's tokens. There is more.")
      .addCommand(new Command('create').option('--name <name>', 'what people call it').option('--needed'))
      .addCommand(new Command('list')),
  )
  .addCommand(new Command('tell').option('--to <file>'));

/** What bash offers where Tab is pressed after the last of the words. */
function offeredByBash(...words: string[]): string[] {
  const typed = ['sample', ...words];
  const script = `${COMPLETION_SCRIPTS.bash(program)}
COMP_WORDS=(${typed.map((word) => `'${word}'`).join(' ')})
COMP_CWORD=${typed.length - 1}
_sample
printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['-c', script], { encoding: 'utf8' }).trim().split('\n');
}

describe('The completion of a shell', () => {
  it('offers commands that begin so', () => {
    expect(offeredByBash('t')).toEqual(['token', 'tell']);
    expect(offeredByBash('')).toEqual(['token', 'tell', '--version', '--help']);
  });

  it('offers what belongs to the command that was typed, whatever stands between', () => {
    expect(offeredByBash('token', '')).toEqual(['create', 'list', '--help']);
    expect(offeredByBash('token', 'create', '--n')).toEqual(['--name', '--needed']);
    expect(offeredByBash('token', 'create', '--name', 'list', '--n')).toEqual(['--name', '--needed']);
  });

  it('leaves files to the shell', () => {
    expect(offeredByBash('tell', '--to', 'letter.t')).toEqual(['']);
  });

  it('tells the other shells what a word is for, with its apostrophes', () => {
    const about = `Creates, lists and revokes a program'"'"'s tokens`;
    expect(COMPLETION_SCRIPTS.zsh(program)).toContain(`'token:${about}'`);
    expect(COMPLETION_SCRIPTS.fish(program)).toContain(`-f -a token -d '${about}'`);
    expect(COMPLETION_SCRIPTS.fish(program)).toContain(
      `-n '__fish_seen_subcommand_from token; and __fish_seen_subcommand_from create' -l name`,
    );
  });
});
