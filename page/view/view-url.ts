import type { ChosenRange, Compare } from '../time/resolved-range';
import { isDate, isZone } from '../time/local-calendar';
import { isPreset } from '../time/presets';
import type { PresetName } from '../time/presets';
import { fromDashboard } from './from-dashboard';
import { isEpisodeCount } from './episode-counts';
import { isTargetCount } from './target-counts';
import { DEFAULT_TABLE, isTable } from './table-shown';
import type { TableShown } from './table-shown';
import { ALL_EPISODES } from './view';
import type { ChatShown, EpisodesShown, EpisodeStatus, Hours, LiveShown, Selection, View } from './view';

const DEFAULT_PRESET: PresetName = 'last-7-days';
const ATTRIBUTE = 'attribute.';
const HOURS: Readonly<Record<string, Hours>> = { inside: 'INSIDE', outside: 'OUTSIDE' };
const STATUSES: readonly EpisodeStatus[] = ['OPEN', 'CLOSED', 'IDLE'];

/** Of the screen of who waits. */
export const [MIN_SCALE, MAX_SCALE] = [0.5, 4];

/**
 * Reads a view from the query of a URL, or of a link from a dashboard. What is missing or cannot be read has its
 * default: a shared link shows something whatever happened to it on its way.
 * @param defaultZone the browser's
 */
export function readView(query: string, defaultZone: string): View {
  const parameters = fromDashboard(new URLSearchParams(query), defaultZone, Date.now());
  const zone = parameters.get('zone') ?? '';
  return {
    chosen: readRange(parameters),
    compare: readCompare(parameters.get('compare')),
    zone: isZone(zone) ? zone : defaultZone,
    clock: parameters.get('clock') === 'working' ? 'WORKING' : 'CALENDAR',
    selection: readSelection(parameters),
    table: readTable(parameters.get('table') ?? ''),
    live: readLive(parameters),
    episodes: readEpisodes(parameters),
    chat: readChat(parameters),
  };
}

/**
 * The query that {@link readView} reads as this view, from `?` on. The zone always stands in it: others have another.
 */
export function viewQuery(view: View): string {
  const { chosen, compare, zone, clock, selection, table, live, episodes, chat } = view;
  const parameters = new URLSearchParams();
  if ('preset' in chosen) parameters.set('range', chosen.preset);
  else {
    parameters.set('from', chosen.first);
    parameters.set('to', chosen.last);
  }
  if (compare !== 'previous') parameters.set('compare', compare);
  parameters.set('zone', zone);
  if (clock === 'WORKING') parameters.set('clock', 'working');
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
  if (chat !== undefined) parameters.set('chat', `${chat.account}~${chat.id}`);
  return `?${parameters.toString()}`;
}

function readRange(parameters: URLSearchParams): ChosenRange {
  const [first, last] = [parameters.get('from') ?? '', parameters.get('to') ?? ''];
  if (isDate(first) && isDate(last) && first <= last) return { first, last };
  const preset = parameters.get('range') ?? '';
  return { preset: isPreset(preset) ? preset : DEFAULT_PRESET };
}

function readCompare(text: string | null): Compare {
  return text === 'none' || text === 'year' ? text : 'previous';
}

function readSelection(parameters: URLSearchParams): Selection {
  const names = [...new Set(parameters.keys())].filter((name) => name.startsWith(ATTRIBUTE));
  const copilot = parameters.get('copilot');
  return {
    accounts: parameters.getAll('account'),
    operators: parameters.getAll('operator'),
    teams: parameters.getAll('team'),
    pages: parameters.getAll('page'),
    copilot: copilot === 'yes' ? true : copilot === 'no' ? false : undefined,
    hours: HOURS[parameters.get('hours') ?? ''] ?? 'ALL',
    attributes: new Map(names.map((name) => [name.slice(ATTRIBUTE.length), parameters.getAll(name)])),
  };
}

function readTable(name: string): TableShown {
  return isTable(name) ? name : DEFAULT_TABLE;
}

function readLive(parameters: URLSearchParams): LiveShown | undefined {
  if (parameters.get('view') !== 'live') return undefined;
  const scale = Number(parameters.get('scale') ?? 1);
  return { scale: scale >= MIN_SCALE && scale <= MAX_SCALE ? scale : 1 };
}

function readEpisodes(parameters: URLSearchParams): EpisodesShown | undefined {
  const shown = parameters.get('episodes');
  if (shown === null) return undefined;
  const [from = NaN, to = NaN] = shown.split('~').map((text) => Date.parse(text));
  const behind = parameters.get('behind') ?? '';
  const offset = Number(parameters.get('offset') ?? 0);
  return {
    within: from < to ? { from, to } : undefined,
    behind: isEpisodeCount(behind) || isTargetCount(behind) ? behind : ALL_EPISODES.behind,
    status: STATUSES.find((status) => status === parameters.get('status')),
    offset: Number.isSafeInteger(offset) && offset > 0 ? offset : 0,
  };
}

function writeEpisodes({ within, behind, status, offset }: EpisodesShown, parameters: URLSearchParams): void {
  const range =
    within && [within.from, within.to].map((instant) => new Date(instant).toISOString()).join('~');
  parameters.set('episodes', range ?? 'all');
  if (behind !== ALL_EPISODES.behind) parameters.set('behind', behind);
  if (status !== undefined) parameters.set('status', status);
  if (offset > 0) parameters.set('offset', String(offset));
}

function readChat(parameters: URLSearchParams): ChatShown | undefined {
  const chat = parameters.get('chat') ?? '';
  const cut = chat.indexOf('~');
  return cut < 1 || cut === chat.length - 1
    ? undefined
    : { account: chat.slice(0, cut), id: chat.slice(cut + 1) };
}
