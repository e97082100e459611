import type { GraphQLResolveInfo } from 'graphql';
import type { BodyLimit } from '../../measures/events/body-limit';
import { selectedFields } from '../selected-fields';
import type { QuestionContext } from './question-context';

/** The fields of events and deliveries that are read in their bodies. */
const BODY_FIELDS = ['payload', 'name', 'text'];

/** Whether any of some fields is read in bodies. */
export function readBodies(names: ReadonlySet<string>): boolean {
  return BODY_FIELDS.some((name) => names.has(name));
}

/** How many bytes of bodies a root field may answer with, if it is asked for what is in them. */
export function bodyLimit(info: GraphQLResolveInfo, { mostBodyBytes }: QuestionContext): BodyLimit {
  return { areWanted: readBodies(selectedFields(info).names), mostBytes: mostBodyBytes };
}
