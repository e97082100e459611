import type { Episode, EpisodesData } from '../api/episodes';
import { hasWorkingHours } from '../api/headline';
import { element, listen } from '../dom/element';
import { clockMark, clockWords } from '../format/clock-words';
import { NOTHING, count, inUnit } from '../format/numbers';
import { operatorLabels } from '../format/operator-value';
import { dayAndClock, span } from '../format/times';
import type { TimeRange } from '../time/resolved-range';
import type { Navigation } from '../view/navigation';
import { EPISODE_COUNTS, isEpisodeCount } from '../view/episode-counts';
import { isTargetCount, readTargetCount, TARGET_COUNTS } from '../view/target-counts';
import type { EpisodesShown, View } from '../view/view';
import { selectField } from '../controls/select-field';
import type { SelectOption } from '../controls/select-field';

/** Rows of one page of the list. */
export const EPISODES_PER_PAGE = 50;

const STATUSES = [
  { value: '', label: 'All' },
  { value: 'OPEN', label: 'Open' },
  { value: 'CLOSED', label: 'Closed' },
  { value: 'IDLE', label: 'Idle' },
] as const;

export interface EpisodeListData {
  readonly view: View;
  readonly shown: EpisodesShown;
  readonly range: TimeRange;
  readonly data: EpisodesData;
  /** The way to all pages in a file. */
  readonly save: HTMLElement;
}

/** The episodes that a measure counts in a range, page by page. */
export function episodeList(
  { view, shown, range, data, save }: EpisodeListData,
  navigation: Navigation,
): HTMLElement[] {
  const { episodes, operators } = data;
  const { all, meaning } = countedBehind(shown.behind, data);
  const last = shown.offset + episodes.length;
  const to = (parts: Partial<EpisodesShown>): Partial<View> => ({ episodes: { ...shown, ...parts } });
  const nameOf = operatorLabels(operators);
  return [
    element(
      'p',
      { class: 'quiet' },
      `${meaning}, ${span(range, view.zone)}, with the same filter as the figures.`,
    ),
    element(
      'div',
      { class: 'fields' },
      selectField('Episodes', {
        options: optionsOf(shown.behind, data),
        chosen: shown.behind,
        onChoose: (behind) => {
          if (isEpisodeCount(behind) || isTargetCount(behind)) navigation.change(to({ behind, offset: 0 }));
        },
      }),
      selectField('Status', {
        options: STATUSES,
        chosen: shown.status ?? '',
        onChoose: (value) => {
          const status = STATUSES.find((one) => one.value === value)?.value;
          navigation.change(to({ status: status === '' ? undefined : status, offset: 0 }));
        },
      }),
      save,
    ),
    episodes.length === 0
      ? element('p', { class: 'nothing quiet' }, 'No such episodes.')
      : element(
          'div',
          { class: 'scroller', tabindex: '0', role: 'region', 'aria-label': 'Episodes, a table' },
          element(
            'table',
            {},
            head(clockWords(view.clock, hasWorkingHours(data.schedules))),
            element('tbody', {}, ...episodes.map((episode) => row(episode, { view, navigation, nameOf }))),
          ),
        ),
    element(
      'nav',
      { class: 'pager', 'aria-label': 'Pages of the list' },
      shown.offset > 0 &&
        navigation.link(
          'Earlier',
          to({ offset: Math.max(0, shown.offset - EPISODES_PER_PAGE) }),
          'Earlier episodes',
        ),
      element(
        'span',
        { class: 'quiet' },
        episodes.length === 0
          ? ''
          : `${count(shown.offset + 1)}–${count(last)}${shown.status === undefined ? ` of ${count(all)}` : ''}`,
      ),
      episodes.length === EPISODES_PER_PAGE &&
        (shown.status !== undefined || last < all) &&
        navigation.link('Later', to({ offset: last }), 'Later episodes'),
    ),
  ];
}

/** How many there are in all, and what they are. */
function countedBehind(
  behind: EpisodesShown['behind'],
  { all, targets, measures }: EpisodesData,
): { readonly all: number; readonly meaning: string } {
  const ofTarget = readTargetCount(behind);
  if (ofTarget !== undefined) {
    const { count: name, target } = ofTarget;
    const { meaning } = TARGET_COUNTS[name];
    return {
      all: targets.find((one) => one.target === target)?.[name] ?? 0,
      meaning: `The target “${target}”: ${meaning} Counted at the start of the episode or turn`,
    };
  }
  const measure = measures.find(({ name }) => name === behind);
  return {
    all: isEpisodeCount(behind) ? (all[0]?.[behind] ?? 0) : 0,
    meaning: `${measure?.description ?? ''} Counted at ${measure?.anchor ?? ''}`,
  };
}

function optionsOf(chosen: EpisodesShown['behind'], { targets }: EpisodesData): SelectOption[] {
  const ofTargets = targets.flatMap(({ target }) =>
    Object.entries(TARGET_COUNTS).map(([name, { label }]) => ({
      value: `${name}/${target}`,
      label: `${target}: ${label.toLowerCase()}`,
    })),
  );
  const all = [...Object.entries(EPISODE_COUNTS).map(([value, label]) => ({ value, label })), ...ofTargets];
  return all.some(({ value }) => value === chosen) ? all : [...all, { value: chosen, label: chosen }];
}

/** @param clock on which durations are */
function head(clock: string): HTMLElement {
  const texts = ['Started', 'Chat / episode', 'Status', 'Operator', 'Page'];
  const numbers = [
    ['Messages'],
    ['First response', clockMark(clock)],
    ['Closed after', clockMark(clock)],
    ['Rating'],
  ] as const;
  return element(
    'thead',
    {},
    element(
      'tr',
      {},
      ...texts.map((text) => element('th', { scope: 'col' }, text)),
      ...numbers.map((parts) => element('th', { scope: 'col', class: 'number' }, ...parts)),
    ),
  );
}

interface RowContext {
  readonly view: View;
  readonly navigation: Navigation;
  readonly nameOf: ReturnType<typeof operatorLabels>;
}

function row(episode: Episode, { view, navigation, nameOf }: RowContext): HTMLElement {
  const { account, chatId, startedAt, status, operator, page, rating } = episode;
  const messages = episode.messagesVisitor + episode.messagesOperator + episode.messagesCopilot;
  const link = navigation.link(`${chatId} / ${episode.number}`, { chat: { account, id: chatId } });
  const line = element(
    'tr',
    { class: 'leads' },
    element('td', {}, startedAt === null ? NOTHING : dayAndClock(Date.parse(startedAt), view.zone)),
    element('th', { scope: 'row' }, link),
    element('td', {}, element('span', { class: `status ${status.toLowerCase()}` }, status.toLowerCase())),
    element('td', {}, operator === '' ? NOTHING : nameOf(account, operator)),
    element('td', { class: 'path' }, page === '' ? NOTHING : page),
    element('td', { class: 'number' }, count(messages)),
    element('td', { class: 'number' }, inUnit(episode.firstResponseSeconds, 'seconds')),
    element('td', { class: 'number' }, inUnit(episode.closureSeconds, 'seconds')),
    element('td', { class: 'number' }, rating === null ? NOTHING : `${rating} ★`),
  );
  return listen(line, {
    click: ({ target }) => {
      // Neither twice, nor when somebody has marked a text in the row to copy it.
      if (target !== link && getSelection()?.isCollapsed !== false) link.click();
    },
  });
}
