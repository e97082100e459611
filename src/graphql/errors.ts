import { Catch, Inject } from '@nestjs/common';
import type { ArgumentsHost } from '@nestjs/common';
import { BaseExceptionFilter } from '@nestjs/core';
import type { GqlContextType, GqlExceptionFilter } from '@nestjs/graphql';
import { GraphQLError } from 'graphql';
import type { GraphQLFormattedError } from 'graphql';
import { LOG } from '../logging/logging.module';
import type { Log } from '../logging/log';
import { callersError, serversError } from '../measures/contract-error';
import type { ContractError } from '../measures/contract-error';

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
    const known = callersError(error);
    if (known !== undefined) return graphqlError(known);
    this.log.error({ err: error }, 'a GraphQL query failed');
    return graphqlError(serversError(error));
  }
}

function graphqlError({ message, code, status }: ContractError): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status } } });
}

/** A bad argument has one code, whether it stands in the query or in its variables. Nothing else is told. */
export function formatError(formatted: GraphQLFormattedError): GraphQLFormattedError {
  const { code, isBadArgument } = formatted.extensions ?? {};
  return { ...formatted, extensions: { code: isBadArgument === true ? 'BAD_USER_INPUT' : code } };
}
