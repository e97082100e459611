import { Catch } from '@nestjs/common';
import type { ArgumentsHost } from '@nestjs/common';
import { BaseExceptionFilter } from '@nestjs/core';
import type { GqlContextType, GqlExceptionFilter } from '@nestjs/graphql';
import { GraphQLError } from 'graphql';
import type { GraphQLFormattedError } from 'graphql';
import { AnswerErrors } from '../measures/answer-errors';
import { RETRY_AFTER_SECONDS } from '../measures/contract-error';
import type { ContractError } from '../measures/contract-error';

/** Turns what a resolver throws into an error of the contract, with the HTTP status that belongs to it. */
@Catch()
export class GraphqlErrorFilter extends BaseExceptionFilter implements GqlExceptionFilter {
  constructor(private readonly errors: AnswerErrors) {
    super();
  }

  override catch(error: unknown, host: ArgumentsHost): unknown {
    if (host.getType<GqlContextType>() === 'graphql') return this.toGraphqlError(error);
    super.catch(error, host);
    return undefined;
  }

  private toGraphqlError(error: unknown): GraphQLError {
    if (error instanceof GraphQLError) return error;
    return graphqlError(this.errors.contractErrorOf(error, 'a GraphQL query'));
  }
}

/** An error of the contract as GraphQL tells it. */
export function graphqlError({ message, code, status }: ContractError): GraphQLError {
  const headers = new Map(status === 429 ? [['retry-after', String(RETRY_AFTER_SECONDS)]] : []);
  return new GraphQLError(message, { extensions: { code, http: { status, headers } } });
}

/** A bad argument has one code, whether it stands in the query or in its variables. Nothing else is told. */
export function formatError(formatted: GraphQLFormattedError): GraphQLFormattedError {
  const { code, isBadArgument } = formatted.extensions ?? {};
  return { ...formatted, extensions: { code: isBadArgument === true ? 'BAD_USER_INPUT' : code } };
}
