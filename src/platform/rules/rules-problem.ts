import { ExplainedError } from '../explained-error';

/** Where something stands in a file, both from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** What is wrong with a file of rules, and what would be right. */
export interface RulesProblem {
  /** As it was named; an .ics file that the rules name has problems of its own. */
  readonly file: string;
  readonly place: Place | undefined;
  readonly text: string;
}

/** `analytics.yaml:12:5: …`, which editors and terminals take for a link. */
export function problemText({ file, place, text }: RulesProblem): string {
  return `${file}${place === undefined ? '' : `:${place.line}:${place.column}`}: ${text}`;
}

/** The rules cannot be used: the message names everything that is wrong with them. */
export class RulesError extends ExplainedError {
  readonly code = 'RULES';

  constructor(readonly problems: readonly RulesProblem[]) {
    const texts = problems.map(problemText);
    super(
      texts.length === 1
        ? (texts[0] ?? '')
        : `The rules cannot be used:${texts.map((text) => `\n  - ${text}`).join('')}`,
    );
  }
}
