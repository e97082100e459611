// Fails if a source file has more lines than a person reads in one sitting: see CONTRIBUTING.md. Recorded schemas are not
// written by hand.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const MAX_LINES = 250;
const files = execFileSync(
  'git',
  [
    'ls-files',
    '-co',
    '--exclude-standard',
    '--',
    '*.ts',
    '*.tsx',
    '*.cts',
    '*.mjs',
    '*.cjs',
    '*.sql',
    ':!test/schemas',
  ],
  {
    encoding: 'utf8',
  },
)
  .split('\n')
  .filter((file) => file !== '');
const tooLong = files
  .map((file) => ({ file, lines: readFileSync(file, 'utf8').split('\n').length - 1 }))
  .filter(({ lines }) => lines > MAX_LINES);
for (const { file, lines } of tooLong)
  console.error(`${file} has ${lines} lines; at most ${MAX_LINES}: split it.`);
process.exitCode = tooLong.length > 0 ? 1 : 0;
