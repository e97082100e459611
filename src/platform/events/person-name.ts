import { cutText } from './cut-text';
import type { JsonObject } from './json-object';

const LONGEST = 100;

/**
 * What a resource calls a person: an operator has a forename and a surname, a visitor a name; `''` where it has none.
 */
export function nameOfPerson(person: JsonObject | undefined): string {
  const text = (field: string) => {
    const value = person?.[field];
    return typeof value === 'string' ? value.trim() : '';
  };
  return cutText(`${text('forename')} ${text('surname')}`.trim() || text('name'), LONGEST);
}
