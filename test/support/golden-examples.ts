import { dateIn, dayLabel, momentIn } from './wall-clock';
import { saidValue } from './said-value';

const DAY_MS = 86_400_000;
const HEADING = /^#+ (?:(\d+)\. (.+)|.*)$/;
const QUESTION =
  /^Zone (\S+), (by day|by operator|in all|response curve|target (\S+))(, in working time)?, (.+) to (.+)$/;
/** Several chats in which the same happens at the same time. */
const CHATS = /^(\d+) to (\d+)$/;
export const OTHER_DAYS = 'each other day';

/** Something that happened in an example. */
export interface Happening {
  readonly line: number;
  /** UTC milliseconds. */
  readonly at: number;
  /** Whose chat it is; '' in an example with one chat. */
  readonly chat: string;
  readonly what: string;
}

/** A number of a table. */
export interface ExpectedNumber {
  readonly line: number;
  readonly measure: string;
  readonly column: string;
  /** Durations in seconds, rates from 0 to 1. */
  readonly value: number | null;
}

/** A table of numbers, and what has to be asked for them. */
export interface ExampleQuestion {
  readonly zone: string;
  readonly by: 'by day' | 'by operator' | 'in all' | 'response curve' | 'target';
  /** The name of the target that is asked for, if one is. */
  readonly target: string | undefined;
  readonly clock: 'CALENDAR' | 'WORKING';
  /** Every date of the range, as the start of that date in UTC. */
  readonly dates: readonly number[];
  readonly numbers: ExpectedNumber[];
}

export interface GoldenExample {
  readonly title: string;
  /** The lines of an analytics.yaml. */
  readonly rules: string[];
  readonly happenings: Happening[];
  readonly questions: ExampleQuestion[];
}

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * The examples of docs/metrics-by-example.md: under a heading with a number, lines that begin with `Zone`, and
 * below them tables whose first column is `when` or `measure`, and rules as `yaml`. All other text is for people.
 * @throws Error that names the line
 */
export function goldenExamplesIn(markdown: string): GoldenExample[] {
  const examples: GoldenExample[] = [];
  let example: GoldenExample | undefined;
  let table: Row[] = [];
  let areRules = false;
  const lines = [...markdown.split('\n'), ''];
  for (const [index, text] of lines.entries()) {
    const line = index + 1;
    if (text.startsWith('```')) areRules = text === '```yaml';
    else if (areRules) example?.rules.push(text);
    if (text.startsWith('|')) {
      table.push({ line, cells: cellsOf(text) });
      continue;
    }
    if (table.length > 0 && example !== undefined) takeTable(example, table);
    table = [];
    const heading = HEADING.exec(text);
    if (heading !== null) {
      const [, number, title] = heading;
      example =
        number === undefined
          ? undefined
          : { title: `${number}. ${title}`, rules: [], happenings: [], questions: [] };
      if (example !== undefined) examples.push(example);
    }
    if (text.startsWith('Zone ')) example?.questions.push(onLine(line, () => questionIn(text)));
  }
  return examples;
}

/** Names the line of what goes wrong, the innermost if they are nested. */
export function onLine<Result>(line: number, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if ((error as Error).message.startsWith('line ')) throw error;
    throw new Error(`line ${line}: ${(error as Error).message}`, { cause: error });
  }
}

function cellsOf(text: string): string[] {
  return text
    .replace(/\|\s*$/, '')
    .split('|')
    .slice(1)
    .map((cell) => cell.trim());
}

function questionIn(text: string): ExampleQuestion {
  const [, zone, by, target, working, first, last] = QUESTION.exec(text) ?? [];
  if (zone === undefined || first === undefined || last === undefined)
    throw new Error(
      'not "Zone <zone>, <by day | by operator | in all | response curve | target <name>>[, in working time], <first day> to <last day>"',
    );
  const days = (dateIn(last) - dateIn(first)) / DAY_MS + 1;
  if (days < 1) throw new Error(`${last} is before ${first}`);
  const dates = Array.from({ length: days }, (_, day) => dateIn(first) + day * DAY_MS);
  const clock = working === undefined ? 'CALENDAR' : 'WORKING';
  const asked = target === undefined ? (by as ExampleQuestion['by']) : 'target';
  return { zone, by: asked, target, clock, dates, numbers: [] };
}

function takeTable({ happenings, questions }: GoldenExample, [head, rule, ...rows]: readonly Row[]): void {
  const { line = 0, cells: names = [] } = head ?? {};
  onLine(line, () => {
    const question = questions.at(-1);
    if (question === undefined) throw new Error('there is no line "Zone …" above this table');
    if (rule?.cells.every((cell) => /^:?-+:?$/.test(cell)) !== true)
      throw new Error('a table without a rule');
    if (names[0] === 'measure') takeNumbers(question, names.slice(1), rows);
    else if (names[0] === 'when') takeHappenings(happenings, names, rows, question.zone);
    else throw new Error(`"${names[0]}" is neither "when" nor "measure"`);
  });
}

function takeHappenings(
  happenings: Happening[],
  names: readonly string[],
  rows: readonly Row[],
  zone: string,
): void {
  for (const { line, cells } of rows)
    onLine(line, () => {
      const cell = (name: string) => cells[names.indexOf(name)] ?? '';
      const at = momentIn(cell('when'), zone);
      if (at < (happenings.at(-1)?.at ?? 0)) throw new Error('this is earlier than the line above');
      for (const chat of chatsIn(cell('chat'))) happenings.push({ line, at, chat, what: cell('what') });
    });
}

function chatsIn(cell: string): string[] {
  const [, first, last] = CHATS.exec(cell) ?? [];
  if (first === undefined) return [cell];
  return Array.from({ length: Number(last) - Number(first) + 1 }, (_, index) =>
    String(Number(first) + index),
  );
}

function takeNumbers(question: ExampleQuestion, columns: readonly string[], rows: readonly Row[]): void {
  if (question.by === 'by day') {
    const labels = question.dates.map(dayLabel);
    const unknown = columns.find((column) => column !== OTHER_DAYS && !labels.includes(column));
    if (unknown !== undefined) throw new Error(`"${unknown}" is not a day of the range`);
    const missing = labels.find((label) => !columns.includes(label));
    if (missing !== undefined && !columns.includes(OTHER_DAYS)) throw new Error(`${missing} is missing`);
  }
  for (const { line, cells } of rows)
    onLine(line, () => {
      const [measure = '', ...values] = cells;
      if (values.length !== columns.length) throw new Error(`${columns.length} values are needed`);
      for (const [index, text] of values.entries())
        question.numbers.push({
          ...{ line, measure, column: columns[index] ?? '' },
          value: saidValue(measure, text),
        });
    });
}
