import { CustomScalar, Scalar } from '@nestjs/graphql';
import { GraphQLError, Kind } from 'graphql';
import type { ValueNode } from 'graphql';
import { readTime } from '../measures/calendar/instant';
import type { TimeInput } from '../measures/calendar/instant';

/**
 * An instant. In: ISO 8601 with a zone, or a date alone, of which the field that it is given to says whose midnight it
 * is: that of its `timezone`, else UTC's. Out: UTC with milliseconds. A time without a zone is refused: servers would
 * each read it as their own local time.
 */
@Scalar('DateTime', () => Date)
export class DateTimeScalar implements CustomScalar<string, TimeInput> {
  description =
    'An instant: ISO 8601 with a zone, such as 2026-01-31T12:00:00Z. As an argument also a date, such as 2026-01-31: its midnight in the `timezone` of the same field, in UTC where the field has none. Answers are in UTC.';

  parseValue(value: unknown): TimeInput {
    const time = typeof value === 'string' ? readTime(value) : undefined;
    if (time === undefined) {
      throw new GraphQLError(
        'A time must be ISO 8601 with a zone, such as "2026-01-31T12:00:00Z", or a date, such as "2026-01-31".',
        { extensions: { isBadArgument: true } },
      );
    }
    return time;
  }

  parseLiteral(node: ValueNode): TimeInput {
    return this.parseValue(node.kind === Kind.STRING ? node.value : undefined);
  }

  serialize(value: unknown): string {
    if (value instanceof Date) return value.toISOString();
    throw new TypeError('a DateTime field must be answered with a Date');
  }
}
