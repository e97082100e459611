import { Module } from '@nestjs/common';
import { AnswerModule } from '../answer.module';
import { PeopleModule } from '../access/people.module';
import { OpenIdProvider } from './openid-provider';
import { SignInController } from './sign-in.controller';
import { SignInService } from './sign-in.service';

/** Signing in on the page with OpenID Connect, at `/auth`. */
@Module({
  imports: [AnswerModule, PeopleModule],
  controllers: [SignInController],
  providers: [OpenIdProvider, SignInService],
})
export class SignInModule {}
