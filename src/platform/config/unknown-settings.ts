import { editDistance } from '../edit-distance';

/** First words that nobody else's settings have, but for the ones below. */
const OUR_WORDS = ['SIGNALZEN', 'CLICKHOUSE', 'SPOOL', 'EPISODE', 'RETENTION', 'ROLLUP'];
const ACCOUNT_PREFIX = 'SIGNALZEN_API_SECRET_';
/** A first word may be mistyped by so many letters, and a whole name of others' words by so many. */
const TYPOS = 2;

/** Of other programs, with which people share a file of settings or a machine. */
const FOREIGN = [
  // Of Grafana's data sources: dashboards/provisioning.
  /^SIGNALZEN_(ANALYTICS|PROMETHEUS|CLICKHOUSE)_/,
  // Of ClickHouse's container.
  /^CLICKHOUSE_(DB|UID|GID|CONFIG|INIT_TIMEOUT|RUN_AS_ROOT|DO_NOT_CHOWN|SKIP_USER_SETUP|PASSWORD_FILE)$/,
  /^CLICKHOUSE_(DEFAULT_ACCESS_MANAGEMENT|ALWAYS_RUN_INITDB_SCRIPTS|WATCHDOG_ENABLE|VERSION)$/,
  // What Kubernetes and Docker tell of services with such names.
  /_SERVICE_(HOST|PORT)(_\w+)?$/,
  /_PORT_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?$/,
  /_ENV_\w+$/,
];
/** Of clients of ClickHouse. Whoever sets these and no address of it means this service. */
const CLIENT_NAMES = new Set(['CLICKHOUSE_HOST', 'CLICKHOUSE_PORT']);

/**
 * Names that look like settings and are none, each with the one that is meant, most likely. Names with a first word of
 * ours have to be known; of other words (`API`, `COPILOT`, `LOG`, `WEBHOOK`, …), which other programs use as well,
 * only a name that is nearly one of ours is taken for a mistake. Empty ones do not count.
 */
export function unknownSettings(given: Readonly<Record<string, string>>, known: readonly string[]): string[] {
  return Object.keys(given)
    .filter((name) => !known.includes(name) && !isAccount(name) && !isForeign(name, given))
    .flatMap((name) => {
      const meant = meantBy(name, known);
      return meant === undefined ? [] : [`${name} is no setting: did you mean ${meant}?`];
    })
    .sort();
}

function isAccount(name: string): boolean {
  return name.startsWith(ACCOUNT_PREFIX);
}

function isForeign(name: string, given: Readonly<Record<string, string>>): boolean {
  if (CLIENT_NAMES.has(name)) {
    // What Kubernetes says of a service "clickhouse" is an address with its protocol.
    return given['CLICKHOUSE_URL'] !== undefined || /^\w+:\/\//.test(given[name] ?? '');
  }
  return FOREIGN.some((pattern) => pattern.test(name));
}

function meantBy(name: string, known: readonly string[]): string | undefined {
  const upper = name.toUpperCase();
  const [word = '', ...rest] = upper.split('_');
  const ourWord = OUR_WORDS.find(
    (our) => our === word || (our.length > 6 && editDistance(our, word) <= TYPOS),
  );
  const candidates = known.filter((setting) => setting.startsWith(`${ourWord ?? word}_`));
  if (ourWord === 'SIGNALZEN' && rest.length > 2) {
    // An account's: what comes after its three words is the name of the account.
    candidates.push(ACCOUNT_PREFIX + rest.slice(2).join('_'));
  }
  const [nearest] = candidates
    .map((setting) => ({
      setting,
      // A name cut short is that name, whatever is as short as the rest.
      distance: setting.startsWith(upper) ? 0 : editDistance(upper, setting),
    }))
    .sort((one, other) => one.distance - other.distance);
  if (nearest === undefined) return undefined;
  return ourWord !== undefined || editDistance(upper, nearest.setting) <= TYPOS ? nearest.setting : undefined;
}
