import { CustomScalar, Scalar } from '@nestjs/graphql';
import { GraphQLError, Kind } from 'graphql';
import type { ValueNode } from 'graphql';
import { readInstant } from '../measures/calendar/instant';

/**
 * An instant. In: ISO 8601 with a zone, or a date alone, which is its midnight in UTC. Out: UTC with
 * milliseconds. A text without a zone is refused: servers would each read it as their own local time.
 */
@Scalar('DateTime', () => Date)
export class DateTimeScalar implements CustomScalar<string, Date> {
  description = 'An instant: ISO 8601 with a zone, such as 2026-01-31T12:00:00Z. Answers are in UTC.';

  parseValue(value: unknown): Date {
    const instant = typeof value === 'string' ? readInstant(value) : undefined;
    if (instant === undefined) {
      throw new GraphQLError('A time must be ISO 8601 with a zone, such as "2026-01-31T12:00:00Z".', {
        extensions: { isBadArgument: true },
      });
    }
    return instant;
  }

  parseLiteral(node: ValueNode): Date {
    return this.parseValue(node.kind === Kind.STRING ? node.value : undefined);
  }

  serialize(value: unknown): string {
    if (value instanceof Date) return value.toISOString();
    throw new TypeError('a DateTime field must be answered with a Date');
  }
}
