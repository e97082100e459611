import { MAX_BARS, barsOf, isBucket } from '../time/buckets';
import type { BucketLength } from '../time/buckets';
import { daysBeforeOf, daysOf } from '../time/resolved-range';
import type { ChosenRange, Compare } from '../time/resolved-range';
import { isDate, isZone } from '../time/local-calendar';
import { isPreset } from '../time/presets';
import type { PresetName } from '../time/presets';
import { fromDashboard } from './from-dashboard';
import { isDuration } from './durations';
import type { Duration } from './durations';
import { isEpisodeCount, isOtherCount } from './episode-counts';
import { isTargetCount } from './target-counts';
import { DEFAULT_TABLE, isTable } from './table-shown';
import { ReadParameters } from './url-problem';
import type { UrlProblem } from './url-problem';
import { ALL_EPISODES } from './view';
import type {
  ChatShown,
  Clock,
  EpisodesShown,
  EpisodeStatus,
  Hours,
  LiveShown,
  Selection,
  View,
} from './view';

const DEFAULT_PRESET: PresetName = 'last-7-days';
const ATTRIBUTE = 'attribute.';
const COMPARES = ['previous', 'none', 'year', 'year-weekdays'] as const;
const CLOCKS: Readonly<Record<string, Clock>> = { calendar: 'CALENDAR', working: 'WORKING' };
const HOURS: Readonly<Record<string, Hours>> = { all: 'ALL', inside: 'INSIDE', outside: 'OUTSIDE' };
const COPILOT: Readonly<Record<string, boolean>> = { yes: true, no: false };
const STATUSES: readonly EpisodeStatus[] = ['OPEN', 'CLOSED', 'IDLE'];
/** All that a query may say, beside attributes. `host` is of a page that shows this one in a frame. */
const NAMES = [
  ...[
    'range',
    'from',
    'to',
    'compare',
    'zone',
    'clock',
    'bucket',
    'account',
    'operator',
    'team',
    'page',
    'copilot',
  ],
  ...['hours', 'table', 'view', 'scale', 'episodes', 'behind', 'status', 'offset', 'spread', 'chat', 'host'],
];

/** Of the screen of who waits. */
export const [MIN_SCALE, MAX_SCALE] = [0.5, 4];

/** A view, and what of its URL could not be taken as it was. */
export interface ReadView {
  readonly view: View;
  readonly problems: readonly UrlProblem[];
}

/**
 * Reads a view from the query of a URL, or of a link from a dashboard. What is missing or cannot be read has its
 * default: a shared link shows something whatever happened to it on its way, and says what of it was wrong.
 * @param defaultZone the browser's
 */
export function readViewUrl(query: string, defaultZone: string): ReadView {
  const parameters = new ReadParameters(fromDashboard(new URLSearchParams(query), defaultZone, Date.now()));
  const zone = parameters.read('zone', (name) => (isZone(name) ? name : undefined), defaultZone);
  const chosen = readRange(parameters);
  const view: View = {
    chosen,
    compare: parameters.read('compare', (text) => compareOf(text, chosen, zone), 'previous'),
    zone,
    clock: parameters.read('clock', (text) => CLOCKS[text], 'CALENDAR'),
    bucket: readBucket(parameters, chosen, zone),
    selection: readSelection(parameters),
    table: parameters.read('table', (name) => (isTable(name) ? name : undefined), DEFAULT_TABLE),
    live: readLive(parameters),
    episodes: readEpisodes(parameters),
    spread: parameters.read<Duration | undefined>(
      'spread',
      (name) => (isDuration(name) ? name : undefined),
      undefined,
    ),
    chat: readChat(parameters),
  };
  for (const name of parameters.names)
    if (!NAMES.includes(name) && !name.startsWith(ATTRIBUTE)) parameters.note(name, 'unknown');
  return { view, problems: parameters.problems };
}

/** The view alone. */
export function readView(query: string, defaultZone: string): View {
  return readViewUrl(query, defaultZone).view;
}

/**
 * The query that {@link readView} reads as this view, from `?` on. The zone always stands in it: others have another.
 */
export function viewQuery(view: View): string {
  const { chosen, compare, zone, clock, bucket, selection, table, live, episodes, spread, chat } = view;
  const parameters = new URLSearchParams();
  if ('preset' in chosen) parameters.set('range', chosen.preset);
  else {
    parameters.set('from', chosen.first);
    parameters.set('to', chosen.last);
  }
  if (compare !== 'previous')
    parameters.set('compare', typeof compare === 'object' ? compare.since : compare);
  parameters.set('zone', zone);
  if (clock === 'WORKING') parameters.set('clock', 'working');
  if (bucket !== 'auto') parameters.set('bucket', bucket);
  for (const [name, values] of [
    ['account', selection.accounts],
    ['operator', selection.operators],
    ['team', selection.teams],
    ['page', selection.pages],
    ...[...selection.attributes].map(
      ([attribute, chosenValues]) => [ATTRIBUTE + attribute, chosenValues] as const,
    ),
  ] as const) {
    for (const value of values) parameters.append(name, value);
  }
  if (selection.copilot !== undefined) parameters.set('copilot', selection.copilot ? 'yes' : 'no');
  if (selection.hours !== 'ALL') parameters.set('hours', selection.hours.toLowerCase());
  if (table !== DEFAULT_TABLE) parameters.set('table', table);
  if (live !== undefined) parameters.set('view', 'live');
  if (live !== undefined && live.scale !== 1) parameters.set('scale', String(live.scale));
  if (episodes !== undefined) writeEpisodes(episodes, parameters);
  if (spread !== undefined) parameters.set('spread', spread);
  if (chat !== undefined) parameters.set('chat', `${chat.account}~${chat.id}`);
  return `?${parameters.toString()}`;
}

function readRange(parameters: ReadParameters): ChosenRange {
  const [first, last] = [parameters.get('from'), parameters.get('to')];
  if (isDate(first) && isDate(last) && first <= last) return { first, last };
  for (const name of ['from', 'to']) if (parameters.has(name)) parameters.note(name);
  return {
    preset: parameters.read('range', (name) => (isPreset(name) ? name : undefined), DEFAULT_PRESET),
  };
}

/** A date is where a range begins that lies before the chosen one. */
function compareOf(text: string, chosen: ChosenRange, zone: string): Compare | undefined {
  const named = COMPARES.find((one) => one === text);
  if (named !== undefined || !isDate(text)) return named;
  const compare = { since: text };
  const isBefore = daysBeforeOf(compare, daysOf(chosen, Date.now(), zone)) !== undefined;
  return isBefore ? compare : undefined;
}

/** Never more bars than can be told apart. */
function readBucket(parameters: ReadParameters, chosen: ChosenRange, zone: string): BucketLength {
  const bucket = parameters.read('bucket', (name) => (isBucket(name) ? name : undefined), 'auto');
  if (barsOf(bucket, daysOf(chosen, Date.now(), zone)) <= MAX_BARS) return bucket;
  parameters.note('bucket', 'bars');
  return 'auto';
}

function readSelection(parameters: ReadParameters): Selection {
  const names = parameters.names.filter((name) => name.startsWith(ATTRIBUTE));
  return {
    accounts: parameters.all('account'),
    operators: parameters.all('operator'),
    teams: parameters.all('team'),
    pages: parameters.all('page'),
    copilot: parameters.read<boolean | undefined>('copilot', (text) => COPILOT[text], undefined),
    hours: parameters.read('hours', (text) => HOURS[text], 'ALL'),
    attributes: new Map(names.map((name) => [name.slice(ATTRIBUTE.length), parameters.all(name)])),
  };
}

function readLive(parameters: ReadParameters): LiveShown | undefined {
  const isLive = parameters.read<boolean>('view', (name) => name === 'live' || undefined, false);
  const within = (scale: number): boolean => scale >= MIN_SCALE && scale <= MAX_SCALE;
  const scale = parameters.read('scale', (text) => (within(Number(text)) ? Number(text) : undefined), 1);
  return isLive ? { scale } : undefined;
}

function readEpisodes(parameters: ReadParameters): EpisodesShown | undefined {
  if (!parameters.has('episodes')) return undefined;
  return {
    within: readWithin(parameters),
    behind: parameters.read(
      'behind',
      (name) => (isEpisodeCount(name) || isOtherCount(name) || isTargetCount(name) ? name : undefined),
      ALL_EPISODES.behind,
    ),
    status: parameters.read<EpisodeStatus | undefined>(
      'status',
      (text) => STATUSES.find((status) => status === text),
      undefined,
    ),
    offset: parameters.read(
      'offset',
      (text) => (Number.isSafeInteger(Number(text)) && Number(text) >= 0 ? Number(text) : undefined),
      0,
    ),
  };
}

/** A part of the range; undefined for all of it. */
function readWithin(parameters: ReadParameters): EpisodesShown['within'] {
  const shown = parameters.get('episodes');
  if (shown === 'all') return undefined;
  const [from = NaN, to = NaN] = shown.split('~').map((text) => Date.parse(text));
  if (from < to) return { from, to };
  parameters.note('episodes');
  return undefined;
}

function writeEpisodes({ within, behind, status, offset }: EpisodesShown, parameters: URLSearchParams): void {
  const range =
    within && [within.from, within.to].map((instant) => new Date(instant).toISOString()).join('~');
  parameters.set('episodes', range ?? 'all');
  if (behind !== ALL_EPISODES.behind) parameters.set('behind', behind);
  if (status !== undefined) parameters.set('status', status);
  if (offset > 0) parameters.set('offset', String(offset));
}

function readChat(parameters: ReadParameters): ChatShown | undefined {
  const chat = parameters.get('chat');
  const cut = chat.indexOf('~');
  if (cut > 0 && cut < chat.length - 1) return { account: chat.slice(0, cut), id: chat.slice(cut + 1) };
  if (parameters.has('chat')) parameters.note('chat');
  return undefined;
}
