import { commandLine } from '../../platform/command-line';
import type { NamedDatabase } from '../move/named-database';

/** How much longer it takes, if it goes on as before; empty as long as nobody can say. */
export function timeLeft(seconds: number, rows: number, of: number): string {
  if (rows === 0 || seconds < 1) return '';
  const left = (seconds * (of - rows)) / rows;
  return left < 90 ? `, about ${Math.ceil(left)} s left` : `, about ${Math.ceil(left / 60)} min left`;
}

/** Those by which a service gets to a database, without its password. */
export function settingNames({ settings: { clickhouse } }: NamedDatabase): string {
  const { url, cluster, database } = clickhouse;
  if (url === undefined) return 'no CLICKHOUSE_URL (and no CLICKHOUSE_CLUSTER)';
  const urls = (cluster?.urls ?? [url]).map(({ href }) => href).join(',');
  const named = cluster ? `CLICKHOUSE_CLUSTER=${cluster.name} ` : '';
  return `${named}CLICKHOUSE_URL=${urls} CLICKHOUSE_DATABASE=${database}, and the user and password of the same file`;
}

/** The command that is to be typed in after the settings have changed. */
export function finishLine({ settings }: NamedDatabase): string {
  const from =
    settings.clickhouse.url === undefined ? 'embedded' : '<file with the settings as they are now>';
  return commandLine('move', `--from ${from} --finish`);
}

export function percent(part: number, whole: number): string {
  return `${whole === 0 ? 100 : Math.floor((100 * part) / whole)} %`;
}

export function count(number: number): string {
  return number.toLocaleString('en');
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
