import type { Episode, EpisodesData } from '../api/episodes';
import { hasWorkingHours } from '../api/headline';
import { ClockMark } from '../components/clock-mark';
import { TableScroller } from '../components/table-scroller';
import { clockWords } from '../format/clock-words';
import { NOTHING, count, inUnit } from '../format/numbers';
import { operatorLabels } from '../format/operator-value';
import { dayAndClock } from '../format/times';
import { inNumber, t } from '../messages/text';
import { usePageStore } from '../store/use-page-store';
import type { View } from '../view/view';
import { ViewLink } from '../view/view-link';

interface EpisodeTableProps {
  readonly view: View;
  readonly data: EpisodesData;
}

/** Episodes, each of which leads to its chat. */
export function EpisodeTable({ view, data }: EpisodeTableProps) {
  const clock = clockWords(view.clock, hasWorkingHours(data.schedules));
  const nameOf = operatorLabels(data.operators);
  return (
    <TableScroller label={t('episodes.region')}>
      <table>
        <thead>
          <tr>
            {(['started', 'chat', 'status', 'operator', 'page'] as const).map((name) => (
              <th key={name} scope="col">
                {t(`episode.${name}`)}
              </th>
            ))}
            <th scope="col" class="number">
              {t('episode.messages')}
            </th>
            {(['firstResponse', 'closedAfter'] as const).map((name) => (
              <th key={name} scope="col" class="number">
                {t(`episode.${name}`)}
                <ClockMark words={clock} />
              </th>
            ))}
            <th scope="col" class="number">
              {t('episode.rating')}
            </th>
          </tr>
        </thead>
        <tbody>
          {data.episodes.map((episode) => (
            <EpisodeRow
              key={`${episode.account}~${episode.chatId}/${episode.number}`}
              episode={episode}
              zone={view.zone}
              operator={episode.operator === '' ? NOTHING : nameOf(episode.account, episode.operator)}
            />
          ))}
        </tbody>
      </table>
    </TableScroller>
  );
}

interface EpisodeRowProps {
  readonly episode: Episode;
  readonly zone: string;
  /** What they are called. */
  readonly operator: string;
}

function EpisodeRow({ episode, zone, operator }: EpisodeRowProps) {
  const { navigation } = usePageStore();
  const { account, chatId, number, startedAt, status, page, rating } = episode;
  const messages = episode.messagesVisitor + episode.messagesOperator + episode.messagesCopilot;
  const chat = { account, id: chatId };
  return (
    <tr
      class="leads"
      onClick={({ target }) => {
        // Neither twice, nor when somebody has marked a text in the row to copy it.
        const isLink = target instanceof Element && target.closest('a') !== null;
        if (!isLink && getSelection()?.isCollapsed !== false) navigation.change({ chat });
      }}
    >
      <td>{startedAt === null ? NOTHING : dayAndClock(Date.parse(startedAt), zone)}</td>
      <th scope="row">
        <ViewLink to={{ chat }}>
          <bdi>{`${chatId} / ${number}`}</bdi>
        </ViewLink>
      </th>
      <td>
        <span class={`status ${status.toLowerCase()}`}>{t(`status.is.${status}`)}</span>
      </td>
      <td class="path">
        <bdi>{operator}</bdi>
      </td>
      <td class="path">
        <bdi>{page === '' ? NOTHING : page}</bdi>
      </td>
      <td class="number">{count(messages)}</td>
      <td class="number">
        <bdi>{inUnit(episode.firstResponseSeconds, 'seconds')}</bdi>
      </td>
      <td class="number">
        <bdi>{inUnit(episode.closureSeconds, 'seconds')}</bdi>
      </td>
      <td class="number">
        <bdi>{rating === null ? NOTHING : inNumber('unit.stars', { amount: count(rating) })}</bdi>
      </td>
    </tr>
  );
}
