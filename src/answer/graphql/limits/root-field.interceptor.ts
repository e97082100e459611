import { Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { GqlContextType } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { from, lastValueFrom } from 'rxjs';
import type { Observable } from 'rxjs';
import { giveWay } from '../../../platform/jobs/give-way';
import { AwayShards } from '../../shards/away-shards';
import type { IfUnavailable } from '../../shards/if-unavailable';
import { asPartOf } from '../../shards/current-question';
import { selectedFields } from '../selected-fields';
import { pacedRows } from './paced-rows';
import type { QuestionContext } from './question-context';

/** Answers the root fields of an operation some at a time, and has long lists of rows completed without haste. */
@Injectable()
export class RootFieldInterceptor implements NestInterceptor {
  constructor(private readonly away: AwayShards) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType<GqlContextType>() !== 'graphql') return next.handle();
    const asked = GqlExecutionContext.create(context);
    const { ifUnavailable } = asked.getArgs<{ ifUnavailable?: IfUnavailable | null }>();
    const question = asked.getContext<QuestionContext>();
    const isLeavingOut = ifUnavailable === 'LEAVE_OUT';
    return from(this.answer(question, isLeavingOut, asked.getInfo<GraphQLResolveInfo>(), next));
  }

  private async answer(
    question: QuestionContext,
    isLeavingOut: boolean,
    info: GraphQLResolveInfo,
    next: CallHandler,
  ): Promise<unknown> {
    const leave = await question.statements.enter(1, question.leaving);
    try {
      // What is computed before the database is asked may take a while as well.
      await giveWay();
      const part = isLeavingOut ? await question.leavingOut(() => this.away.now()) : question.failing;
      const answer: unknown = await asPartOf(part, () => lastValueFrom(next.handle()));
      return Array.isArray(answer)
        ? pacedRows<unknown>(answer, answer.length, selectedFields(info).count)
        : answer;
    } finally {
      leave();
    }
  }
}
