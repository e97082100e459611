import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { ApolloDriver } from '@nestjs/apollo';
import type { ApolloDriverConfig } from '@nestjs/apollo';
import { Module } from '@nestjs/common';
import type { NestModule } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR, HttpAdapterHost } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import { ExpressAdapter } from '@nestjs/platform-express';
import { json, urlencoded } from 'express';
import type { Request, Response } from 'express';
import { AccessGuard } from '../access/access.guard';
import { PeopleModule } from '../access/people.module';
import { ShareLinks } from '../access/share-links';
import { AnswerModule } from '../answer.module';
import { AnnotationsResolver } from './annotations.resolver';
import { ChangesResolver } from './changes.resolver';
import { CoverageResolver } from './coverage.resolver';
import { DateTimeScalar } from './date-time.scalar';
import { DeliveriesResolver } from './deliveries.resolver';
import { formatError, GraphqlErrorFilter } from './errors';
import { EpisodesResolver } from './episodes.resolver';
import { EventFactsResolver } from './event-facts.resolver';
import { EventsResolver } from './events.resolver';
import { HeatmapResolver } from './heatmap.resolver';
import { answerText } from './limits/answer-text';
import { QuestionContext } from './limits/question-context';
import { QuestionGate } from './limits/question-gate.plugin';
import { RootFieldInterceptor } from './limits/root-field.interceptor';
import { LiveResolver } from './live.resolver';
import { ResponseCurveResolver } from './response-curve.resolver';
import { AccessResolver } from './service/access.resolver';
import { FreshnessResolver } from './service/freshness.resolver';
import { RulesResolver } from './rules.resolver';
import { ServiceResolver } from './service/service.resolver';
import { SharesResolver } from './shares/shares.resolver';
import { ExplainResolver } from './stats/explain.resolver';
import { StatsResolver } from './stats/stats.resolver';
import { SummaryResolver } from './summary.resolver';
import { TargetsResolver } from './targets.resolver';
import { ValuesResolver } from './values.resolver';

/** `@nestjs/apollo` takes the types of Apollo's ES modules, which are not those of its CommonJS modules. */
type ApolloPlugin = NonNullable<ApolloDriverConfig['plugins']>[number];

/** Words and signs of a query's text. To check a much longer one takes a while in itself. */
const MAX_TOKENS = 3_000;
/** Fields of a query with all its fragments spread, wherever they are: fragments within fragments multiply. */
const MAX_SELECTIONS = 20_000;

const PATH = '/graphql';

/** The GraphQL API at `/graphql`: the names and types of the public contract. */
@Module({
  imports: [
    PeopleModule,
    AnswerModule,
    GraphQLModule.forRoot<ApolloDriverConfig>({
      driver: ApolloDriver,
      path: PATH,
      autoSchemaFile: true,
      sortSchema: true,
      // contract.spec.ts has checked it.
      buildSchemaOptions: { skipCheck: true },
      graphiql: false,
      introspection: true,
      includeStacktraceInErrorResponses: false,
      // An error of the contract has its own HTTP status, also when a resolver finds it.
      preserveHttpStatusForExecutionErrors: false,
      formatError,
      context: ({ req, res }: { req: Request; res: Response }) => new QuestionContext(req, res),
      stringifyResult: answerText,
      parseOptions: { maxLexicalTokens: MAX_TOKENS },
      maxRecursiveSelections: MAX_SELECTIONS,
      // It would be called for every field of every row, and nothing says how long an answer may be cached.
      plugins: [ApolloServerPluginCacheControlDisabled() as object as ApolloPlugin],
    }),
  ],
  providers: [
    DateTimeScalar,
    StatsResolver,
    AccessResolver,
    AnnotationsResolver,
    ChangesResolver,
    CoverageResolver,
    DeliveriesResolver,
    EpisodesResolver,
    EventFactsResolver,
    EventsResolver,
    ExplainResolver,
    FreshnessResolver,
    HeatmapResolver,
    LiveResolver,
    ResponseCurveResolver,
    RulesResolver,
    SummaryResolver,
    TargetsResolver,
    ValuesResolver,
    ServiceResolver,
    ShareLinks,
    SharesResolver,
    QuestionGate,
    AccessGuard,
    { provide: APP_INTERCEPTOR, useClass: RootFieldInterceptor },
    { provide: APP_FILTER, useClass: GraphqlErrorFilter },
  ],
})
export class GraphqlApiModule implements NestModule {
  constructor(
    private readonly host: HttpAdapterHost<ExpressAdapter>,
    private readonly guard: AccessGuard,
  ) {}

  /** Before Apollo, and at the same mount: that answers `/graphql/whatever` as well. Only then a body is read. */
  configure(): void {
    const { httpAdapter } = this.host;
    httpAdapter.use(PATH, this.guard.use.bind(this.guard), json(), urlencoded({ extended: true }));
  }
}
