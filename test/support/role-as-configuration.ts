import type { XmlContent } from '../../src/platform/clickhouse/embedded/xml';
import { splitStatements } from '../../src/platform/clickhouse/statements';
import { TEST_DATABASE } from './temporary-clickhouse';

const SETTING = /^(\w+) = '?(\w+)'?(?: MIN (\d+) MAX (\d+))?$/;
const INTERVAL = /FOR INTERVAL 1 (minute|hour) MAX ([^F]*?)(?:,?\n|$)/g;
const SECONDS = { minute: 60, hour: 3600 };

/** What statements that make a role mean, in the terms of users.xml. */
export interface RoleConfiguration {
  readonly profile: XmlContent;
  readonly quota: XmlContent;
  readonly grants: readonly string[];
}

/**
 * The embedded engine has no place for roles that are made by SQL: it knows those of its configuration only. So what
 * the statements say is put there. @throws Error for a statement that it does not know
 */
export function roleAsConfiguration(sql: string): RoleConfiguration {
  let profile: XmlContent | undefined;
  let quota: XmlContent | undefined;
  const grants: string[] = [];
  for (const statement of splitStatements(sql)) {
    const text = statement.replaceAll(/^--.*\n/gm, '');
    const granted = /^GRANT SELECT ON (\w+) TO signalzen_reader$/.exec(text)?.[1];
    if (granted !== undefined) grants.push(`GRANT SELECT ON ${TEST_DATABASE}.${granted}`);
    else if (text.startsWith('CREATE SETTINGS PROFILE ')) profile = profileOf(text);
    else if (text.startsWith('CREATE QUOTA ')) quota = quotaOf(text);
    else if (text !== 'CREATE ROLE IF NOT EXISTS signalzen_reader') throw new Error(`unknown: ${text}`);
  }
  if (profile === undefined || quota === undefined) throw new Error('the role has no limits');
  return { profile, quota, grants };
}

function profileOf(text: string): XmlContent {
  const list = /^[^]*\nSETTINGS\n([^]*)\nTO signalzen_reader$/.exec(text)?.[1] ?? '';
  const settings = list.split(',').map((line) => {
    const [, name, value, min, max] = SETTING.exec(line.trim()) ?? [];
    if (name === undefined || value === undefined) throw new Error(`unknown: ${line}`);
    return { name, value, bounds: min === undefined || max === undefined ? undefined : { min, max } };
  });
  return {
    ...Object.fromEntries(settings.map(({ name, value }) => [name, value])),
    constraints: Object.fromEntries(
      settings.flatMap(({ name, bounds }) => (bounds === undefined ? [] : [[name, bounds] as const])),
    ),
  };
}

function quotaOf(text: string): XmlContent {
  if (!text.includes('\nKEYED BY user_name\n')) throw new Error('the users of the role share one quota');
  const interval = [...text.matchAll(INTERVAL)].map(([, unit, limits = '']) => ({
    duration: SECONDS[unit as keyof typeof SECONDS],
    ...Object.fromEntries(limits.split(', ').map((limit) => limit.split(' = ') as [string, string])),
  }));
  return { interval };
}
