import { Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { GqlContextType } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { from, lastValueFrom } from 'rxjs';
import type { Observable } from 'rxjs';
import { giveWay } from '../../../platform/jobs/give-way';
import { selectedFields } from '../selected-fields';
import { pacedRows } from './paced-rows';
import type { QuestionContext } from './question-context';

/** Answers the root fields of an operation some at a time, and has long lists of rows completed without haste. */
@Injectable()
export class RootFieldInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType<GqlContextType>() !== 'graphql') return next.handle();
    const asked = GqlExecutionContext.create(context);
    return from(this.answer(asked.getContext<QuestionContext>(), asked.getInfo<GraphQLResolveInfo>(), next));
  }

  private async answer(
    { statements, leaving }: QuestionContext,
    info: GraphQLResolveInfo,
    next: CallHandler,
  ): Promise<unknown> {
    const leave = await statements.enter(1, leaving);
    try {
      // What is computed before the database is asked may take a while as well.
      await giveWay();
      const answer: unknown = await lastValueFrom(next.handle());
      return Array.isArray(answer)
        ? pacedRows<unknown>(answer, answer.length, selectedFields(info).count)
        : answer;
    } finally {
      leave();
    }
  }
}
