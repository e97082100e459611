import type { GraphQLResolveInfo } from 'graphql';
import type { BodyLimit } from '../../lists/events/body-limit';
import { selectedFields } from '../selected-fields';
import type { QuestionContext } from './question-context';

/** The fields of events and deliveries that are read in their bodies. */
const BODY_FIELDS = ['payload', 'name', 'text'];

/** How many of some fields, by their names in the schema, are read in bodies. */
export function bodyFieldsAmong(names: Iterable<string>): number {
  return [...names].filter((name) => BODY_FIELDS.includes(name)).length;
}

/** How many bytes of bodies a root field may answer with, if it is asked for what is in them. */
export function bodyLimit(info: GraphQLResolveInfo, { maxBodyBytes }: QuestionContext): BodyLimit {
  return { areWanted: bodyFieldsAmong(selectedFields(info).names) > 0, maxBytes: maxBodyBytes };
}
