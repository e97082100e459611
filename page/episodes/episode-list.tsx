import type { EpisodesData } from '../api/episodes';
import { MeasureText } from '../components/measure-text';
import { count } from '../format/numbers';
import { span } from '../format/times';
import { RichText } from '../messages/rich-text';
import { t } from '../messages/text';
import { isEpisodeCount, isOtherCount } from '../view/episode-counts';
import { readTargetCount } from '../view/target-counts';
import type { EpisodesShown, View } from '../view/view';
import { ViewLink } from '../view/view-link';
import { EPISODES_PER_PAGE } from './drawer-question';
import type { EpisodesAnswer } from './drawer-question';
import { EpisodeChoice } from './episode-choice';
import { EpisodeSearchForm, isSearched } from './episode-search-form';
import { EpisodeTable } from './episode-table';

/** The episodes that a measure counts in a range, page by page. */
export function EpisodeList({ answer }: { readonly answer: EpisodesAnswer }) {
  const { view, shown, range, data, search } = answer;
  return (
    <>
      <p class="quiet">
        <RichText
          of="episodes.about"
          values={{ meaning: <Meaning of={shown.behind} data={data} />, range: span(range, view.zone) }}
        />
      </p>
      <EpisodeChoice answer={answer} />
      <EpisodeSearchForm answer={answer} />
      {data.episodes.length === 0 ? (
        <p class="nothing quiet">{t('episodes.nothing')}</p>
      ) : (
        <EpisodeTable view={view} data={data} />
      )}
      <Pager shown={shown} data={data} isSearched={isSearched(search)} />
    </>
  );
}

interface MeaningProps {
  readonly of: EpisodesShown['behind'];
  readonly data: EpisodesData;
}

/** What the listed episodes are. */
function Meaning({ of: behind, data }: MeaningProps) {
  const ofTarget = readTargetCount(behind);
  if (ofTarget !== undefined) {
    const { count: name, target } = ofTarget;
    return <RichText of="episodes.ofTarget" values={{ target, meaning: t(`target.${name}.meaning`) }} />;
  }
  // The API has the share of those alone.
  if (behind === 'repeatContacts') return <>{t('episodes.repeatContacts')}</>;
  const measure = data.measures.find(({ name }) => name === behind);
  return (
    <RichText
      of="episodes.ofMeasure"
      values={{
        description: <MeasureText>{measure?.description}</MeasureText>,
        anchor: <MeasureText>{measure?.anchor}</MeasureText>,
      }}
    />
  );
}

/** How many there are in all, whatever their status. */
function allOf(behind: EpisodesShown['behind'], { all, targets }: EpisodesData): number {
  const ofTarget = readTargetCount(behind);
  if (ofTarget !== undefined)
    return targets.find(({ target }) => target === ofTarget.target)?.[ofTarget.count] ?? 0;
  return isEpisodeCount(behind) ? (all[0]?.[behind] ?? 0) : 0;
}

interface PagerProps {
  readonly isSearched: boolean;
  readonly shown: EpisodesShown;
  readonly data: EpisodesData;
}

/** Which of all episodes are listed, and the ways to those before and after them. */
function Pager({ shown, data, isSearched: hasSearch }: PagerProps) {
  const all = allOf(shown.behind, data);
  const amount = data.episodes.length;
  const next = shown.offset + amount;
  // How many have a status, are found, or were rated more than once, nothing tells.
  const isOpenEnded = hasSearch || shown.status !== undefined || isOtherCount(shown.behind);
  const to = (offset: number): Partial<View> => ({ episodes: { ...shown, offset } });
  const part = { first: count(shown.offset + 1), last: count(next) };
  return (
    <nav class="pager" aria-label={t('episodes.pages')}>
      {shown.offset > 0 && (
        <ViewLink to={to(Math.max(0, shown.offset - EPISODES_PER_PAGE))} label={t('episodes.earlier.label')}>
          {t('episodes.earlier')}
        </ViewLink>
      )}
      <span class="quiet">
        {amount === 0
          ? ''
          : !isOpenEnded
            ? t('episodes.partOf', { ...part, all: count(all) })
            : t('episodes.part', part)}
      </span>
      {amount === EPISODES_PER_PAGE && (isOpenEnded || next < all) && (
        <ViewLink to={to(next)} label={t('episodes.later.label')}>
          {t('episodes.later')}
        </ViewLink>
      )}
    </nav>
  );
}
