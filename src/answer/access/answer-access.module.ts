import { Module } from '@nestjs/common';
import { AccessModule } from '../../platform/access/access.module';
import { CallerLimits } from './caller-limits';
import { WrongTokens } from './wrong-tokens';

/** What the guard of every way in needs, once for the process. */
@Module({
  imports: [AccessModule],
  providers: [CallerLimits, WrongTokens],
  exports: [AccessModule, CallerLimits, WrongTokens],
})
export class AnswerAccessModule {}
