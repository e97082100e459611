import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The blocks of a document for a terminal, as they are pasted: by lines, or whole where lines belong together. */
export function blocksOf(file: string): string[][] {
  return [...readFileSync(file, 'utf8').matchAll(/```sh\n([^]*?)```/g)].map(([, code = '']) => {
    const lines = code.trim().split('\n');
    return lines.every((line) => /^(\w+=\S+ )*npm /.test(line)) ? lines : [code.trim()];
  });
}

/** The commands of npm within the text of a document, but for those that name something by a placeholder. */
export function commandsInText(file: string): string[] {
  const text = readFileSync(file, 'utf8').replace(/```[^]*?```/g, '');
  const found = [...text.matchAll(/`(npm (?:run )?[a-z][^`]*)`/g)].map(([, command = '']) => command);
  return [...new Set(found)].filter((command) => !command.includes('<'));
}

/** All documents of the repository. */
export function documents(): string[] {
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.md'], { encoding: 'utf8' });
  return files.split('\n').filter((file) => file !== '');
}
