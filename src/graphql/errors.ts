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

/** What the checks say of a query that is too long for them, in its text or with its fragments spread. */
const TOO_LONG_TO_CHECK = /more tha[nt] \d+ tokens|too many selections|^Validation aborted/;

/** A bad argument has one code, whether it stands in the query or in its variables. Nothing else is told. */
export function formatError(formatted: GraphQLFormattedError): GraphQLFormattedError {
  const { code, isBadArgument } = formatted.extensions ?? {};
  if (TOO_LONG_TO_CHECK.test(formatted.message)) {
    return {
      message:
        'The query is too long: its text, or what its fragments come to when they are spread, or fields that it repeats. ' +
        'Ask in several queries, and for each field once.',
      extensions: { code: 'RESULT_TOO_LARGE' },
    };
  }
  return { ...formatted, extensions: { code: isBadArgument === true ? 'BAD_USER_INPUT' : code } };
}
