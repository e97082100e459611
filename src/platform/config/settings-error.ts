import { ExplainedError } from '../explained-error';

/** A setting is wrong: the start stops, and the message names each of them and what would be right. */
export class SettingsError extends ExplainedError {
  readonly code = 'SETTINGS';

  constructor(problems: readonly string[]) {
    const [first = '', ...more] = problems;
    const list = problems.map((problem) => `\n  - ${problem}`).join('');
    super(`The settings are invalid:${more.length === 0 ? ` ${first}` : list}`);
  }
}
