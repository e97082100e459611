import type { Dimensions, Filter, Group, GroupedBy, TeamsOf } from './dimensions';
import { groupsOf, isInHours, isSelected } from './dimensions';
import { cuttingBy } from './cut-episodes';
import type { FullEpisode } from './episode';
import { fullEpisodesOf, optionsOf } from './full-episodes';
import { groupBy } from './group-by';
import type { History } from './history';
import type { AllMeasures, Count } from './all-measures';
import { COUNTS, DURATIONS } from './all-measures';
import { isOpenAt } from './open-episodes';
import type { Tally } from './tally';
import { ALWAYS_OPEN } from './walked-clock';
import { talliesOf } from './tallies';

/** docs/metrics.md, "Two clocks". */
export type Clock = 'CALENDAR' | 'WORKING';

export interface Question {
  /** UTC milliseconds, ascending: `edges[i] <= t < edges[i + 1]` is a bucket. */
  readonly edges: readonly number[];
  readonly groupBy?: readonly GroupedBy[];
  /** The name of the attribute that `attribute` groups by. */
  readonly attribute?: string;
  readonly filter?: Filter;
  readonly teamsOf?: TeamsOf;
  /** That of the durations; CALENDAR, unless told otherwise. */
  readonly clock?: Clock;
  /** UTC milliseconds; the history's own, unless told otherwise. */
  readonly now?: number;
  /**
   * A group that has anything in the range has a cell in each bucket; without a group-by there always is one
   * group. Else only cells in which there is anything are given.
   */
  readonly fill?: boolean;
}

/** All measures of one group in one bucket. */
export interface Cell {
  /** The bucket's start. */
  readonly time: number;
  readonly group: Group;
  readonly measures: AllMeasures;
}

interface Place {
  readonly bucket: number;
  readonly group: Group;
}

interface Found extends Place {
  readonly tallies: Tally[];
  open: number;
}

/** The answer to a question, by time and then by the dimensions as they are named in `groupBy`. */
export function cellsOf(history: History, question: Question): Cell[] {
  const {
    edges,
    groupBy = [],
    attribute,
    filter = {},
    teamsOf,
    clock = 'CALENDAR',
    now = optionsOf(history).now,
  } = question;
  if (groupBy.includes('attribute') && attribute === undefined) throw new Error('which attribute?');
  const found = new Map<string, Found>();
  const at = (bucket: number, dimensions: Dimensions) =>
    groupsOf(dimensions, question).map((group) => foundAt(found, { bucket, group }));
  const episodes = fullEpisodesOf(history, now);
  const { clock: working = ALWAYS_OPEN } = history;

  for (const tally of talliesOf(history, episodes)) {
    const bucket = edges.findLastIndex((edge) => edge <= tally.at);
    const isIn = bucket !== -1 && bucket < edges.length - 1;
    const isWanted = isSelected(tally.dimensions, filter, teamsOf) && isInHours(tally.at, working, filter);
    if (isIn && isWanted) for (const place of at(bucket, tally.dimensions)) place.tallies.push(tally);
  }
  const { idleGapMs } = cuttingBy(optionsOf(history));
  for (const [bucket, to] of edges.slice(1).entries()) {
    const isOpen = (episode: FullEpisode) => isOpenAt(episode, Math.min(to, now), idleGapMs);
    for (const episode of episodes) {
      if (!isSelected(episode, filter, teamsOf) || !isOpen(episode)) continue;
      // "What is open or waits at some moment … goes by the start of its episode".
      if (!isInHours(episode.startedAt ?? NaN, working, filter)) continue;
      for (const place of at(bucket, episode)) place.open++;
    }
  }
  if (question.fill === true) fill(found, edges.length - 1, groupBy.length === 0);
  return [...found.values()]
    .sort((a, b) => a.bucket - b.bucket || compareGroups(a.group, b.group))
    .map(({ bucket, group, tallies, open }) => ({
      time: edges[bucket] ?? NaN,
      group,
      measures: measuresOf(tallies, open, clock),
    }));
}

function foundAt(found: Map<string, Found>, place: Place): Found {
  const key = JSON.stringify([place.bucket, place.group]);
  const known = found.get(key);
  if (known !== undefined) return known;
  const added = { ...place, tallies: [], open: 0 };
  found.set(key, added);
  return added;
}

function fill(found: Map<string, Found>, buckets: number, isUngrouped: boolean): void {
  const groups = isUngrouped ? [{}] : [...found.values()].map(({ group }) => group);
  for (const group of groups) {
    for (let bucket = 0; bucket < buckets; bucket++) foundAt(found, { bucket, group });
  }
}

function measuresOf(tallies: readonly Tally[], open: number, clock: Clock): AllMeasures {
  const ofCount = (count: Count) => tallies.filter((tally) => tally.count === count);
  const secondsIn = (own: readonly Tally[]) =>
    own
      .map(({ length }) => (clock === 'CALENDAR' ? length?.seconds : length?.workingSeconds) ?? NaN)
      .sort((a, b) => a - b);
  const counts = COUNTS.map((count) => [count, ofCount(count).length]);
  const durations = Object.entries(DURATIONS).map(([name, count]) => [name, secondsIn(ofCount(count))]);
  const ofEpisodes = [...groupBy(ofCount('replies'), ({ episode }) => episode).values()];
  return {
    ...Object.fromEntries([...counts, ...durations]),
    replySecondsOfEpisodes: ofEpisodes.map(secondsIn),
    episodesOpen: open,
  } as AllMeasures;
}

/** Groups of the same question: false before true, texts by their bytes. */
function compareGroups(a: Group, b: Group): number {
  for (const dimension of Object.keys(a) as GroupedBy[]) {
    const order = Buffer.compare(bytesOf(a[dimension]), bytesOf(b[dimension]));
    if (order !== 0) return order;
  }
  return 0;
}

function bytesOf(value: string | boolean | undefined): Buffer {
  return Buffer.from(String(value));
}
