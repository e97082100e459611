import { Catch, Inject } from '@nestjs/common';
import type { ArgumentsHost } from '@nestjs/common';
import { BaseExceptionFilter } from '@nestjs/core';
import type { GqlContextType, GqlExceptionFilter } from '@nestjs/graphql';
import { GraphQLError } from 'graphql';
import type { GraphQLFormattedError } from 'graphql';
import { ClickHouseError } from '../clickhouse/clickhouse-error';
import { LOG } from '../logging/logging.module';
import type { Log } from '../logging/log';

/** The codes of the contract that a caller can do something about, with their HTTP status. */
const STATUS_OF_CODE: Readonly<Record<string, number>> = { BAD_USER_INPUT: 400, RESULT_TOO_LARGE: 400 };

/** Turns what a resolver throws into an error of the contract, with the HTTP status that belongs to it. */
@Catch()
export class GraphqlErrorFilter extends BaseExceptionFilter implements GqlExceptionFilter {
  constructor(@Inject(LOG) private readonly log: Log) {
    super();
  }

  override catch(error: unknown, host: ArgumentsHost): unknown {
    if (host.getType<GqlContextType>() === 'graphql') return this.toGraphqlError(error);
    super.catch(error, host);
    return undefined;
  }

  private toGraphqlError(error: unknown): GraphQLError {
    if (error instanceof GraphQLError) return error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const status = STATUS_OF_CODE[code];
    if (error instanceof Error && status !== undefined) return graphqlError(error.message, code, status);
    this.log.error({ err: error }, 'a GraphQL query failed');
    return error instanceof ClickHouseError
      ? graphqlError(
          'The database cannot be asked at the moment. Nothing is lost; try again.',
          'UNAVAILABLE',
          503,
        )
      : graphqlError(
          'Something went wrong here. The log of the service tells more.',
          'INTERNAL_SERVER_ERROR',
          500,
        );
  }
}

function graphqlError(message: string, code: string, status: number): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status } } });
}

/** A bad argument has one code, whether it stands in the query or in its variables. Nothing else is told. */
export function formatError(formatted: GraphQLFormattedError): GraphQLFormattedError {
  const { code, isBadArgument } = formatted.extensions ?? {};
  return { ...formatted, extensions: { code: isBadArgument === true ? 'BAD_USER_INPUT' : code } };
}
