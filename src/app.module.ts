import { Module } from '@nestjs/common';
import type { DynamicModule, Type } from '@nestjs/common';
import { ConfigModule } from './platform/config/config.module';
import type { Role } from './platform/config/roles';
import type { Settings } from './platform/config/settings';
import type { Log } from './platform/logging/log';
import { LoggingModule } from './platform/logging/logging.module';
import type { RulesInForce } from './platform/rules/rules-in-force';

type Loaded = readonly Type[];

/** What is done once, and what is of accounts: where these are divided among shards, once for each shard. */
interface Parts {
  readonly once: () => Promise<Loaded>;
  readonly ofAccounts: () => Promise<Loaded>;
}

/**
 * What a role consists of, in the order in which an event goes through it: see docs/architecture.md. Modules are loaded
 * only where they are needed: a process that receives has nothing of GraphQL in its memory.
 */
const MODULES: Readonly<Record<Role, Parts>> = {
  receive: {
    once: async () => [
      (await import('./receive/webhook/webhook.module.js')).WebhookModule,
      (await import('./operate/edge/edge.module.js')).EdgeModule,
    ],
    ofAccounts: async () => [
      (await import('./store/drain/drain.module.js')).DrainModule,
      (await import('./store/cleaning/cleaning.module.js')).CleaningModule,
      (await import('./operate/metrics/spool-metrics.module.js')).SpoolMetricsModule,
    ],
  },
  work: {
    once: async () => [
      (await import('./notify/notify.module.js')).NotifyModule,
      (await import('./operate/metrics/notify-metrics.module.js')).NotifyMetricsModule,
    ],
    ofAccounts: async () => [
      (await import('./compute/rollups/rollups.module.js')).RollUpsModule,
      (await import('./signalzen/signalzen.module.js')).SignalZenModule,
      (await import('./compute/erasure/erasure.module.js')).ErasureModule,
      (await import('./compute/retention/retention.module.js')).RetentionModule,
      (await import('./operate/metrics/computing-metrics.module.js')).ComputingMetricsModule,
    ],
  },
  serve: {
    once: async () => [
      (await import('./answer/graphql/graphql-api.module.js')).GraphqlApiModule,
      (await import('./notify/graphql/notify-api.module.js')).NotifyApiModule,
      (await import('./answer/reports/reports.module.js')).ReportsModule,
      (await import('./answer/page/page.module.js')).PageModule,
      (await import('./answer/sign-in/sign-in.module.js')).SignInModule,
      (await import('./notify/digests/unsubscribe.module.js')).UnsubscribeModule,
      (await import('./operate/doctor/doctor.module.js')).DoctorModule,
    ],
    ofAccounts: async () => Promise.resolve([]),
  },
};

/** Of every process with Nest's HTTP application. */
const ANSWERING = async (): Promise<Loaded> => [
  (await import('./operate/health/health.module.js')).HealthModule,
  (await import('./operate/metrics/metrics.module.js')).MetricsModule,
];

interface Lent {
  readonly settings: Settings;
  readonly log: Log;
  /** Of this process. */
  readonly roles: readonly Role[];
  /** `undefined`: what it does needs none. */
  readonly rules: RulesInForce | undefined;
}

/** The modules of a process of the service, by its roles. */
@Module({})
export class AppModule {
  /** All that a process does, where there is one database. */
  static async with(lent: Lent): Promise<DynamicModule> {
    const { roles } = lent;
    const modules = await Promise.all(
      roles.flatMap((role) => [MODULES[role].ofAccounts(), MODULES[role].once()]),
    );
    if (roles.includes('receive'))
      modules.push([(await import('./operate/edge/own-spools.module.js')).OwnSpoolModule]);
    return AppModule.of(lent, await AppModule.answering(lent, modules.flat()), true);
  }

  /**
   * What a process does once, whatever the number of shards.
   * @param shards lends what is known of them
   */
  static async once(lent: Lent, shards: readonly DynamicModule[]): Promise<DynamicModule> {
    const modules = await Promise.all(lent.roles.map((role) => MODULES[role].once()));
    return AppModule.of(lent, [...shards, ...(await AppModule.answering(lent, modules.flat()))], true);
  }

  /** What a process does for the accounts of one of several shards; its settings are those of the shard. */
  static async ofShard(lent: Lent): Promise<DynamicModule> {
    const { roles } = lent;
    const modules = await Promise.all(roles.map((role) => MODULES[role].ofAccounts()));
    if (roles.includes('receive'))
      modules.push([(await import('./operate/edge/own-spools.module.js')).ShardSpoolModule]);
    return AppModule.of(lent, modules.flat(), false);
  }

  private static async answering({ roles }: Lent, modules: Loaded): Promise<Loaded> {
    return roles.includes('receive') ? modules : [...modules, ...(await ANSWERING())];
  }

  /** @param areRulesReloaded whether it is for these modules to look whether the rules have changed */
  private static async of(
    { settings, log, roles, rules }: Lent,
    modules: readonly (Type | DynamicModule)[],
    areRulesReloaded: boolean,
  ): Promise<DynamicModule> {
    const lent = [ConfigModule.with(settings, roles), LoggingModule.with(log)];
    if (rules !== undefined) {
      const { RulesModule } = await import('./platform/rules/rules.module.js');
      lent.push(RulesModule.with(rules, areRulesReloaded));
    }
    return { module: AppModule, imports: [...lent, ...modules] };
  }
}
