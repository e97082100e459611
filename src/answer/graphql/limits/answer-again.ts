import type { GraphQLRequestContextWillSendResponse, GraphQLResponse } from '@apollo/server';
import { execute } from 'graphql';
import type { DocumentNode, FormattedExecutionResult, GraphQLError } from 'graphql';
import { NumbersSwitched } from '../../../compute/facts/rules-of-numbers';
import { callersError } from '../../measures/contract-error';
import { formatError, graphqlError } from '../errors';
import type { QuestionContext } from './question-context';

/** Executes an operation that was executed before once more, and says its errors as Apollo does. */
export async function answerAgain(
  { schema, contextValue, request, response }: GraphQLRequestContextWillSendResponse<QuestionContext>,
  document: DocumentNode,
): Promise<FormattedExecutionResult> {
  const { data, errors } = await execute({
    ...{ schema, document, contextValue },
    variableValues: request.variables,
    operationName: request.operationName,
  });
  if (errors === undefined) delete response.http.status;
  return { ...(data !== undefined && { data }), ...(errors && { errors: told(errors, response) }) };
}

/** Where numbers switch again and again. */
export function unanswered(response: GraphQLResponse): FormattedExecutionResult {
  const known = callersError(new NumbersSwitched());
  return { errors: told(known === undefined ? [] : [graphqlError(known)], response) };
}

function told(errors: readonly GraphQLError[], { http }: Pick<GraphQLResponse, 'http'>) {
  const [status] = errors.flatMap(
    ({ extensions }) => (extensions['http'] as { status?: number } | undefined)?.status ?? [],
  );
  if (status === undefined) delete http.status;
  else http.status = status;
  return errors.map((error) => {
    const { code, isBadArgument } = error.extensions;
    return formatError({ ...error.toJSON(), extensions: { code, isBadArgument } });
  });
}
