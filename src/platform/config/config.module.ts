import { Global, Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import type { Role } from './roles';
import type { Settings } from './settings';

/** The injection token of {@link Settings}. */
export const SETTINGS = Symbol('SETTINGS');

/** The injection token of the roles that this process has, of those of the service. */
export const OWN_ROLES = Symbol('OWN_ROLES');

/** Lends the settings to every module; `main` reads them once, before anything else starts. */
@Global()
@Module({})
export class ConfigModule {
  static with(settings: Settings, ownRoles: readonly Role[]): DynamicModule {
    return {
      module: ConfigModule,
      providers: [
        { provide: SETTINGS, useValue: settings },
        { provide: OWN_ROLES, useValue: ownRoles },
      ],
      exports: [SETTINGS, OWN_ROLES],
    };
  }
}
