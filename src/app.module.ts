import { Module } from '@nestjs/common';
import type { DynamicModule, Type } from '@nestjs/common';
import { ConfigModule } from './platform/config/config.module';
import type { Role } from './platform/config/roles';
import type { Settings } from './platform/config/settings';
import type { Log } from './platform/logging/log';
import { LoggingModule } from './platform/logging/logging.module';
import type { RulesInForce } from './platform/rules/rules-in-force';

type Loaded = readonly Type[];

/**
 * What a role consists of, in the order in which an event goes through it: see docs/architecture.md. Modules are loaded
 * only where they are needed: a process that receives has nothing of GraphQL in its memory.
 */
const MODULES: Readonly<Record<Role, () => Promise<Loaded>>> = {
  receive: async () => [
    (await import('./receive/webhook/webhook.module.js')).WebhookModule,
    (await import('./store/drain/drain.module.js')).DrainModule,
    (await import('./store/cleaning/cleaning.module.js')).CleaningModule,
    (await import('./operate/edge/edge.module.js')).EdgeModule,
  ],
  work: async () => [
    (await import('./compute/rollups/rollups.module.js')).RollUpsModule,
    (await import('./signalzen/signalzen.module.js')).SignalZenModule,
    (await import('./compute/erasure/erasure.module.js')).ErasureModule,
    (await import('./compute/retention/retention.module.js')).RetentionModule,
    (await import('./notify/notify.module.js')).NotifyModule,
    (await import('./operate/metrics/work-metrics.module.js')).WorkMetricsModule,
  ],
  serve: async () => [
    (await import('./answer/graphql/graphql-api.module.js')).GraphqlApiModule,
    (await import('./notify/graphql/notify-api.module.js')).NotifyApiModule,
    (await import('./answer/reports/reports.module.js')).ReportsModule,
    (await import('./answer/page/page.module.js')).PageModule,
    (await import('./answer/sign-in/sign-in.module.js')).SignInModule,
    (await import('./notify/digests/unsubscribe.module.js')).UnsubscribeModule,
    (await import('./operate/doctor/doctor.module.js')).DoctorModule,
  ],
};

/** Of every process with Nest's HTTP application. */
const ANSWERING = async (): Promise<Loaded> => [
  (await import('./operate/health/health.module.js')).HealthModule,
  (await import('./operate/metrics/metrics.module.js')).MetricsModule,
];

/** The modules of a process of the service, by its roles. */
@Module({})
export class AppModule {
  static async with({
    settings,
    log,
    roles,
    rules,
  }: {
    readonly settings: Settings;
    readonly log: Log;
    /** Of this process. */
    readonly roles: readonly Role[];
    /** `undefined`: what it does needs none. */
    readonly rules: RulesInForce | undefined;
  }): Promise<DynamicModule> {
    const modules = await Promise.all(roles.map((role) => MODULES[role]()));
    if (!roles.includes('receive')) modules.push(await ANSWERING());
    const lent = [ConfigModule.with(settings, roles), LoggingModule.with(log)];
    if (rules !== undefined)
      lent.push((await import('./platform/rules/rules.module.js')).RulesModule.with(rules, true));
    return {
      module: AppModule,
      imports: [...lent, ...modules.flat()],
    };
  }
}
