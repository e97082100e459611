import { Catch, HttpException } from '@nestjs/common';
import type { ArgumentsHost } from '@nestjs/common';
import { BaseExceptionFilter } from '@nestjs/core';
import type { GqlContextType, GqlExceptionFilter } from '@nestjs/graphql';
import type { Request, Response } from 'express';
import { GraphQLError } from 'graphql';
import type { GraphQLFormattedError } from 'graphql';
import { ClickHouseError } from '../../platform/clickhouse/clickhouse-error';
import { AnswerErrors } from '../measures/answer-errors';
import type { ContractError } from '../measures/contract-error';

const TOO_LONG = 413;

/**
 * Turns what a resolver throws into an error of the contract, with the HTTP status that belongs to it; and what is
 * wrong with a request that is no operation yet into one that GraphQL's clients can read.
 */
@Catch()
export class GraphqlErrorFilter extends BaseExceptionFilter implements GqlExceptionFilter {
  constructor(private readonly errors: AnswerErrors) {
    super();
  }

  override catch(error: unknown, host: ArgumentsHost): unknown {
    if (host.getType<GqlContextType>() === 'graphql') return this.toGraphqlError(error);
    const http = host.switchToHttp();
    const status = error instanceof Error ? clientsStatus(error) : undefined;
    const isOfApi = /^\/graphql(\/|$)/i.test(http.getRequest<Request>().path);
    // Who asks could not be told.
    if (isOfApi && error instanceof ClickHouseError) {
      const { code, message, ...answer } = this.errors.contractErrorOf(error, 'a GraphQL query');
      http
        .getResponse<Response>()
        .status(answer.status)
        .json({ errors: [{ message, extensions: { code } }] });
    } else if (status === undefined || !isOfApi) super.catch(error, host);
    else
      http
        .getResponse<Response>()
        .status(status)
        .json(unreadable(status, (error as Error).message));
    return undefined;
  }

  private toGraphqlError(error: unknown): GraphQLError {
    if (error instanceof GraphQLError) return error;
    return graphqlError(this.errors.contractErrorOf(error, 'a GraphQL query'));
  }
}

/** The status of an error that the client made, before anything of GraphQL saw the request. */
function clientsStatus(error: Error): number | undefined {
  const given =
    error instanceof HttpException ? error.getStatus() : 'statusCode' in error && error.statusCode;
  return typeof given === 'number' && given >= 400 && given < 500 ? given : undefined;
}

function unreadable(status: number, why: string): { errors: GraphQLFormattedError[] } {
  const message =
    status === TOO_LONG
      ? 'A query and its variables may be 100 kB long together. Ask in parts.'
      : `The body must be JSON in UTF-8, such as {"query": "{ measures { name } }"}: ${why}.`;
  const code = status === TOO_LONG ? 'RESULT_TOO_LARGE' : 'BAD_USER_INPUT';
  return { errors: [{ message, extensions: { code } }] };
}

/** An error of the contract as GraphQL tells it. */
export function graphqlError({ message, code, status, retryAfterSeconds }: ContractError): GraphQLError {
  const headers = new Map(
    retryAfterSeconds === undefined ? [] : [['retry-after', String(retryAfterSeconds)]],
  );
  return new GraphQLError(message, { extensions: { code, http: { status, headers } } });
}

/** What the checks say of a query that is too long for them, in its text or with its fragments spread. */
const TOO_LONG_TO_CHECK = /more tha[nt] \d+ tokens|too many selections|^Validation aborted/;

/** A bad argument has one code, whether it stands in the query or in its variables. Nothing else is revealed. */
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
