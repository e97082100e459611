import { BadInput } from '../../measures/bad-input';
import type { Parameter } from './parameter';
import type { QueryParameters } from './query-parameters';

/** @throws BadInput for a parameter that is not known: an answer without it would be one to another question */
export function refuseUnknown(report: string, query: QueryParameters, known: readonly Parameter[]): void {
  const unknown = query.names().find((given) => !known.some((parameter) => isNamed(parameter, given)));
  if (unknown === undefined) return;
  const names = known.map(({ name, isFamily }) => (isFamily ? `${name}<name>` : name));
  throw new BadInput(
    `${JSON.stringify(unknown.slice(0, 64))} is not a parameter of the report "${report}": it takes ${names.join(', ')}.`,
  );
}

function isNamed({ name, isFamily }: Parameter, given: string): boolean {
  return isFamily ? given.startsWith(name) : given === name;
}
