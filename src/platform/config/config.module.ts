import { Global, Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import type { Settings } from './settings';

/** The injection token of {@link Settings}. */
export const SETTINGS = Symbol('SETTINGS');

/** Lends the settings to every module; `main` reads them once, before anything else starts. */
@Global()
@Module({})
export class ConfigModule {
  static with(settings: Settings): DynamicModule {
    return {
      module: ConfigModule,
      providers: [{ provide: SETTINGS, useValue: settings }],
      exports: [SETTINGS],
    };
  }
}
