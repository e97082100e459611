import type { Command, Option } from 'commander';

export type Shell = 'bash' | 'zsh' | 'fish';

/** A word that may come next, and what it is for. */
interface Word {
  readonly text: string;
  readonly about: string;
}

/** What may follow a command, which is named by the words that lead to it, such as `token create`. */
interface Place {
  readonly path: string;
  readonly words: readonly Word[];
}

/** By the shell, what it reads to complete a program: generated from its commands, so that it is current. */
export const COMPLETION_SCRIPTS: Readonly<Record<Shell, (program: Command) => string>> = {
  bash: (program) => `# Completion of ${program.name()} for bash.
${functionOf(program)}() {
  local so_far='' word words
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$so_far $word" in
      ${knownPaths(program)}) so_far="$so_far $word" ;;
    esac
  done
  case "$so_far" in
${placesOf(program)
  .map(
    ({ path, words }) => `    ${quoted(path)}) words=${quoted(words.map(({ text }) => text).join(' '))} ;;`,
  )
  .join('\n')}
  esac
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}")
}
complete -o default -F ${functionOf(program)} ${program.name()}
`,

  zsh: (program) => `# Completion of ${program.name()} for zsh.
${functionOf(program)}() {
  local so_far='' word
  local -a choices
  for word in "\${(@)words[2,CURRENT-1]}"; do
    case "$so_far $word" in
      (${knownPaths(program)}) so_far="$so_far $word" ;;
    esac
  done
  case "$so_far" in
${placesOf(program)
  .map(({ path, words }) => `    (${quoted(path)}) choices=(${words.map(choiceOf).join(' ')}) ;;`)
  .join('\n')}
  esac
  _describe -V ${program.name()} choices || _files
}
compdef ${functionOf(program)} ${program.name()}
`,

  fish: (program) =>
    [
      `# Completion of ${program.name()} for fish.`,
      ...placesOf(program).flatMap(({ path, words }) =>
        words.map(
          ({ text, about }) =>
            `complete -c ${program.name()} -n ${quoted(fishCondition(program, path))} ${fishWord(text)} -d ${quoted(about)}`,
        ),
      ),
      '',
    ].join('\n'),
};

/** The program itself, whose path is empty, and all that is below it. */
function placesOf(command: Command, path = ''): Place[] {
  const { commands, options } = command;
  const words = [
    ...commands.map((one) => ({ text: one.name(), about: firstSentence(one.description()) })),
    ...options.filter(({ hidden }) => !hidden).map(wordOf),
    { text: '--help', about: 'show the help' },
  ];
  return [{ path, words }, ...commands.flatMap((one) => placesOf(one, `${path} ${one.name()}`))];
}

function wordOf({ long, flags, description }: Option): Word {
  return { text: long ?? flags, about: firstSentence(description) };
}

function firstSentence(text: string): string {
  return /^.*?(?=[.:;]\s| \(default|\.?$)/.exec(text)?.[0] ?? text;
}

function knownPaths(program: Command): string {
  return placesOf(program)
    .filter(({ path }) => path !== '')
    .map(({ path }) => quoted(path))
    .join(' | ');
}

/** Of the words that were typed, those of the path, and of its commands none yet. */
function fishCondition(program: Command, path: string): string {
  const names = path.split(' ').filter((name) => name !== '');
  const next = placesOf(program)
    .filter((place) => place.path.startsWith(`${path} `))
    .map((place) => place.path.slice(path.length + 1).split(' ')[0] ?? '');
  const seen = names.map((name) => `__fish_seen_subcommand_from ${name}`);
  const notYet = next.length === 0 ? [] : [`not __fish_seen_subcommand_from ${[...new Set(next)].join(' ')}`];
  return [...seen, ...notYet].join('; and ');
}

function fishWord(text: string): string {
  return text.startsWith('--') ? `-l ${text.slice(2)}` : `-f -a ${text}`;
}

function choiceOf({ text, about }: Word): string {
  return quoted(`${text}:${about}`);
}

function functionOf(program: Command): string {
  return `_${program.name().replaceAll('-', '_')}`;
}

/** As one word, in all three shells. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'"'"'`)}'`;
}
