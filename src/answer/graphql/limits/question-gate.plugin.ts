import { availableParallelism } from 'node:os';
import type {
  ApolloServerPlugin,
  GraphQLRequestContextDidResolveOperation,
  GraphQLRequestContextWillSendResponse,
  GraphQLRequestListener,
} from '@apollo/server';
import { Plugin } from '@nestjs/apollo';
import { getVariableValues, Kind, OperationTypeNode } from 'graphql';
import type { FragmentDefinitionNode, GraphQLSchema } from 'graphql';
import { AuditLog } from '../../../platform/access/audit-log';
import type { Caller } from '../../../platform/access/caller';
import { CallerLimits } from '../../access/caller-limits';
import { callersError } from '../../measures/contract-error';
import { AnswerBudget } from '../../measures/limits/answer-budget';
import { QuestionQueue } from '../../measures/limits/question-queue';
import { GenerationsOfShards, haveSwitched } from '../../shards/generations';
import { giveWay } from '../../../platform/jobs/give-way';
import { graphqlError } from '../errors';
import { answerAgain, unanswered } from './answer-again';
import { onceWritten } from './answer-text';
import { fieldsOf, namesOf } from './resolved-fields';
import type { ResolvedOperation } from './resolved-fields';
import { listLengths } from './introspection-size';
import type { ListLengths } from './introspection-size';
import { requireAccess } from './operation-access';
import { MAX_COST, operationCost } from './operation-cost';
import type { QuestionContext } from './question-context';

/** What costs less and asks the database for nothing is answered at once. */
const NEXT_TO_NOTHING = 10_000;
/** So many light operations are answered at once, or one heavy one. The database uses every processor for each. */
const AT_ONCE = Math.min(4, Math.max(2, availableParallelism()));
const QUEUE = { weight: AT_ONCE, maxWaiting: 100, timeoutMs: 20_000 };

/** How often numbers may switch while one operation is answered. */
const MAX_ATTEMPTS = 3;

type Resolved = GraphQLRequestContextDidResolveOperation<QuestionContext>;
type Sending = GraphQLRequestContextWillSendResponse<QuestionContext>;

/**
 * Stands before every GraphQL operation: what its caller may not have, and what would cost too much, is refused before
 * anything is asked of the database, and the others are answered a few at a time.
 */
@Plugin()
export class QuestionGate implements ApolloServerPlugin<QuestionContext> {
  private readonly queue = new QuestionQueue(QUEUE);
  private lengths: ListLengths | undefined;

  constructor(
    private readonly generations: GenerationsOfShards,
    private readonly limits: CallerLimits,
    private readonly audit: AuditLog,
  ) {}

  async requestDidStart(): Promise<GraphQLRequestListener<QuestionContext>> {
    // To check a query takes some milliseconds, and hundreds may come at once, in one packet.
    await giveWay();
    return {
      didResolveOperation: (request) => this.admit(request),
      willSendResponse: async (request) => {
        const { response, contextValue } = request;
        await this.answerOfOneGeneration(request);
        const data = response.body.kind === 'single' ? response.body.singleResult.data : undefined;
        if (data) onceWritten(data, contextValue.leave);
        else contextValue.leave();
      },
    };
  }

  private async admit(request: Resolved): Promise<void> {
    const { contextValue } = request;
    try {
      const operation = resolvedOperation(request);
      if (operation === undefined) return;
      const scopes = requireAccess(operation, contextValue.caller);
      if (scopes.has('texts')) this.noteTexts(operation, contextValue.caller);
      const cost = operationCost(operation, this.lengthsIn(request.schema));
      if (!cost.asks && cost.cost <= NEXT_TO_NOTHING) return;
      contextValue.bodyFields = Math.max(1, cost.bodyFields);
      const weight = Math.ceil((cost.likelyCost / MAX_COST) * AT_ONCE);
      contextValue.leave = await this.enter(weight, cost.likelyCost, contextValue);
      // What changes something is done once.
      if (request.operation?.operation !== OperationTypeNode.QUERY) return;
      // Where the database cannot be asked, the fields say so.
      contextValue.generations = await this.generations.now().catch(() => undefined);
    } catch (error) {
      const known = callersError(error);
      throw known === undefined ? error : graphqlError(known);
    }
  }

  /** Answers once more where the numbers have switched to other rules meanwhile: fields may be of one, or the other. */
  private async answerOfOneGeneration(request: Sending): Promise<void> {
    const { contextValue, response, document } = request;
    if (document === undefined || response.body.kind !== 'single') return;
    for (let attempt = 1; contextValue.generations !== undefined; attempt += 1) {
      const now = await this.generations.look(contextValue.asked).catch(() => undefined);
      if (now === undefined || !haveSwitched(contextValue.generations, now)) return;
      if (attempt === MAX_ATTEMPTS) {
        response.body.singleResult = unanswered(response);
        return;
      }
      contextValue.generations = new Map([...contextValue.generations, ...now]);
      contextValue.budget = new AnswerBudget();
      response.body.singleResult = await answerAgain(request, document);
    }
  }

  /** Its turn among all, within what its caller may ask. @returns ends it */
  private async enter(weight: number, cost: number, question: QuestionContext): Promise<() => void> {
    const underWay = this.limits.enter(question.caller, 1, cost);
    try {
      const leave = await this.queue.enter(weight, question.leaving);
      return () => {
        leave();
        underWay.end();
      };
    } catch (error) {
      underWay.end();
      throw error;
    }
  }

  /** Once for the operation, however many rows it shows. */
  private noteTexts({ selectionSet, ...operation }: ResolvedOperation, caller: Caller): void {
    const asked = namesOf(fieldsOf([selectionSet], operation));
    this.audit.note({ caller, action: 'texts.read', object: `GraphQL: ${[...asked].join(', ')}` });
  }

  private lengthsIn(schema: GraphQLSchema): ListLengths {
    this.lengths ??= listLengths(schema);
    return this.lengths;
  }
}

/** What cannot be executed is `undefined`, costs nothing, and is refused with a reason. */
function resolvedOperation({
  schema,
  document,
  operation,
  request,
}: Resolved): ResolvedOperation | undefined {
  const rootType = operation && schema.getRootType(operation.operation);
  if (!operation || !rootType) return undefined;
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], request.variables ?? {});
  if (coerced === undefined) return undefined;
  const fragments = document.definitions.filter(
    (definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION,
  );
  return {
    ...{ rootType, selectionSet: operation.selectionSet, variables: coerced },
    fragments: Object.fromEntries(fragments.map((fragment) => [fragment.name.value, fragment])),
  };
}
