import { Module } from '@nestjs/common';
import type { DynamicModule, INestApplicationContext, Type } from '@nestjs/common';
import { COMMAND } from '../../compute/lease/lease.module';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { Shards } from '../../platform/clickhouse/shards';
import type { ClickHouseAccess } from '../../platform/clickhouse/clickhouse-access';
import { connectForCommand } from '../../platform/clickhouse/connect-for-command';
import { migrate } from '../../platform/clickhouse/migrations';
import { ConfigModule } from '../../platform/config/config.module';
import { processEnvironment } from '../../platform/config/process-environment';
import { readSettings } from '../../platform/config/read-settings';
import { refuseShards } from '../../platform/config/refuse-shards';
import type { Settings } from '../../platform/config/settings';
import { refuseUnfinishedRestore } from '../../platform/data-directory/unfinished-restore';
import { createLog } from '../../platform/logging/log';
import type { Log } from '../../platform/logging/log';
import { LoggingModule } from '../../platform/logging/logging.module';
import { NestLog } from '../../platform/logging/nest-log';
import { RulesInForce } from '../../platform/rules/rules-in-force';
import { RulesModule } from '../../platform/rules/rules.module';

export interface CommandEnvironment {
  readonly settings: Settings;
  /** Those by which the rules are read, of all accounts; by default the same. */
  readonly rules?: Settings;
  /** A person reads the command's own output: of the log only what went wrong, unless it was asked for. */
  readonly log: Log;
}

/** A database that is up to date. */
export interface CommandDatabase {
  readonly clickhouse: ClickHouse;
  readonly access: ClickHouseAccess;
  /** Whether a service may be at work on it; else the server was started for the command alone. */
  readonly isOfService: boolean;
  readonly migrationsApplied: number;
}

export interface CommandContext extends CommandDatabase {
  /** Gives the services of the command's module. */
  readonly services: Pick<INestApplicationContext, 'get'>;
}

/**
 * @param onShards of several shards, whether the command works on each, or on the first one, which has what is of no
 * account, or not at all yet; or restores all of them
 * @throws SettingsError, NotOnShards, RestoreUnfinished
 */
export function commandEnvironment(
  onShards: 'each' | 'home' | 'restore' | 'not yet' = 'not yet',
): CommandEnvironment {
  const settings = readSettings(processEnvironment());
  // Those of shards are looked at when they are opened, and none of them tells of the others.
  if (onShards === 'each') refuseUnfinishedRestore(settings.dataDir);
  if (onShards === 'not yet') refuseShards(settings, 'this command');
  return { settings, log: createLog(settings.logLevel === 'info' ? 'warn' : settings.logLevel) };
}

/** What is to be closed when it is not needed any more. */
type Opened<What> = What & { readonly close: () => Promise<void> };

/**
 * Does the work of a command on the database. Whatever becomes of it, a server that was started for the command is
 * stopped.
 * @throws what connectForCommand, migrate and the work throw
 */
export async function onDatabase(
  environment: CommandEnvironment,
  work: (database: CommandDatabase) => Promise<void>,
): Promise<void> {
  const { close, ...database } = await openDatabase(environment);
  try {
    await work(database);
  } finally {
    await close();
  }
}

/**
 * Does the work of a command on the database, with the services of its module. See {@link onDatabase}.
 * @throws RulesError as well
 */
export async function inCommandContext(
  name: string,
  module: Type | DynamicModule,
  environment: CommandEnvironment,
  work: (context: CommandContext) => Promise<void>,
): Promise<void> {
  const { close, ...context } = await openCommandContext(name, module, environment);
  try {
    await work(context);
  } finally {
    await close();
  }
}

/**
 * The database of a command with the services of its module, for whoever closes it.
 * @throws what {@link inCommandContext} throws but for the work
 */
export async function openCommandContext(
  name: string,
  module: Type | DynamicModule,
  environment: CommandEnvironment,
): Promise<Opened<CommandContext>> {
  const rules = new RulesInForce(environment.rules ?? environment.settings, environment.log);
  const { close, ...database } = await openDatabase(environment);
  try {
    const own = CommandModule.with(name, module, environment, rules, database.clickhouse);
    const services = await openServices(own, environment);
    return {
      ...database,
      services,
      close: async () => {
        await services.close();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The same on a database that is connected to, as it is: see {@link inCommandContext}. */
export async function inContextOf(
  name: string,
  module: Type | DynamicModule,
  environment: CommandEnvironment,
  clickhouse: ClickHouse,
  work: (services: CommandContext['services']) => Promise<void>,
): Promise<void> {
  const rules = new RulesInForce(environment.settings, environment.log);
  const own = CommandModule.with(name, module, environment, rules, clickhouse);
  const services = await openServices(own, environment);
  try {
    await work(services);
  } finally {
    await services.close();
  }
}

async function openDatabase({ settings, log }: CommandEnvironment): Promise<Opened<CommandDatabase>> {
  refuseUnfinishedRestore(settings.dataDir);
  const connection = await connectForCommand(settings, log);
  try {
    const { access } = connection;
    const migrationsApplied = await migrate({ access, database: settings.clickhouse.database, log });
    return { ...connection, migrationsApplied };
  } catch (error) {
    await connection.close();
    throw error;
  }
}

async function openServices(
  module: DynamicModule,
  { log }: CommandEnvironment,
): Promise<INestApplicationContext> {
  // Loaded only now: neither `--help` nor a wrong setting needs it.
  const { NestFactory } = await import('@nestjs/core');
  return NestFactory.createApplicationContext(module, { logger: new NestLog(log), abortOnError: false });
}

/** Lends a command's module what the service's modules have from the whole: settings, log, and the database. */
@Module({})
class CommandModule {
  static with(
    name: string,
    module: Type | DynamicModule,
    { settings, log }: CommandEnvironment,
    rules: RulesInForce,
    clickhouse: ClickHouse,
  ): DynamicModule {
    return {
      module: CommandModule,
      global: true,
      imports: [
        ConfigModule.with(settings, []),
        LoggingModule.with(log),
        RulesModule.with(rules, false),
        module,
      ],
      providers: [
        { provide: ClickHouse, useValue: clickhouse },
        { provide: Shards, useValue: new Shards([{ name: clickhouse.database, clickhouse }]) },
        { provide: COMMAND, useValue: name },
      ],
      exports: [ClickHouse, Shards, COMMAND],
    };
  }
}
