// Keeps files and lines to what a person reads with ease: see CONTRIBUTING.md. A file may have 400 lines; above 300 it
// is named, for somebody to look whether it holds two things. A line ends at 120 columns; in programs it may be longer
// for a text or a regular expression, which is not broken for this. Recorded schemas are not written by hand; a
// catalogue of texts is a list, and a language is one file.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const MAX_LINES = 400;
const WARN_ABOVE_LINES = 300;
const MAX_COLUMNS = 120;
const KINDS = ['*.ts', '*.tsx', '*.cts', '*.mjs', '*.cjs', '*.sql'];
/** A line of a comment, however it begins. */
const COMMENT = /^\s*(\/\/|\/\*|\*)/;
/** What may make a line of a program longer. */
const TEXT_OR_PATTERN = /['"`]|^\s*\/\S/;

const listed = [
  'ls-files',
  '-co',
  '--exclude-standard',
  '--',
  ...KINDS,
  ':!test/schemas',
  ':!page/messages/??.ts',
];
const files = execFileSync('git', listed, { encoding: 'utf8' })
  .split('\n')
  .filter((file) => file !== '');

const problems = [];
for (const file of files) {
  const lines = readFileSync(file, 'utf8').replace(/\n$/, '').split('\n');
  if (lines.length > MAX_LINES)
    problems.push(`${file} has ${lines.length} lines; at most ${MAX_LINES}: split it.`);
  else if (lines.length > WARN_ABOVE_LINES)
    console.warn(`warning: ${file} has ${lines.length} lines: does it hold two things?`);
  for (const [index, line] of lines.entries()) {
    if (line.length <= MAX_COLUMNS || mayBeLonger(file, line)) continue;
    problems.push(`${file}:${index + 1} has ${line.length} columns; at most ${MAX_COLUMNS}: break it.`);
  }
}
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;

function mayBeLonger(file, line) {
  return !file.endsWith('.sql') && !COMMENT.test(line) && TEXT_OR_PATTERN.test(line);
}
