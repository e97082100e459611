import { Module } from '@nestjs/common';
import { ApiTokens } from './api-tokens';

/** Who may ask: everybody with one of the tokens. */
@Module({ providers: [ApiTokens], exports: [ApiTokens] })
export class ApiTokenModule {}
