import { Global, Injectable, Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { Jobs } from '../jobs/jobs';
import { JobsModule } from '../jobs/jobs.module';
import { RulesInForce } from './rules-in-force';

const LOOK_EVERY_MS = 1_000;

/** Brings a changed file of rules into force. */
@Injectable()
export class RulesReloadJob {
  constructor(jobs: Jobs, rules: RulesInForce) {
    jobs.addWithoutDatabase({
      name: 'reloadChangedRules',
      everyMs: LOOK_EVERY_MS,
      run: () => rules.reloadIfChanged(),
      failure: 'the rules could not be read again',
    });
  }
}

/** Lends the rules to every module; whoever starts the process reads them first. */
@Global()
@Module({})
export class RulesModule {
  /** @param isReloaded whether the process lives so long that they may change */
  static with(rules: RulesInForce, isReloaded: boolean): DynamicModule {
    return {
      module: RulesModule,
      imports: isReloaded ? [JobsModule] : [],
      providers: [{ provide: RulesInForce, useValue: rules }, ...(isReloaded ? [RulesReloadJob] : [])],
      exports: [RulesInForce],
    };
  }
}
