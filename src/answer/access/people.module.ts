import { Module } from '@nestjs/common';
import { AnswerAccessModule } from './answer-access.module';
import { LinkCallers } from './link-callers';
import { People } from './people';

/** What the guard needs in processes that know the rules: who sits at a browser, or comes with a share link. */
@Module({
  imports: [AnswerAccessModule],
  providers: [LinkCallers, People],
  exports: [AnswerAccessModule, LinkCallers, People],
})
export class PeopleModule {}
