import { Module } from '@nestjs/common';
import { AnswerAccessModule } from './answer-access.module';
import { People } from './people';

/** What the guard needs in processes that know the rules: who sits at the browser that sends a request. */
@Module({ imports: [AnswerAccessModule], providers: [People], exports: [AnswerAccessModule, People] })
export class PeopleModule {}
