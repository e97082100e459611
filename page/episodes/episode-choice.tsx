import type { EpisodesData } from '../api/episodes';
import { SaveButtons } from '../controls/save-buttons';
import { SelectField } from '../controls/select-field';
import type { SelectOption } from '../controls/select-field';
import { t } from '../messages/text';
import { usePageStore } from '../store/use-page-store';
import { EPISODE_COUNTS, OTHER_COUNTS, isEpisodeCount, isOtherCount } from '../view/episode-counts';
import { episodesParameters, ratingsParameters } from '../view/report-parameters';
import { TARGET_COUNTS, isTargetCount } from '../view/target-counts';
import type { EpisodesShown } from '../view/view';
import type { EpisodesAnswer } from './drawer-question';
import { isSearched } from './episode-search-form';

const STATUSES = ['OPEN', 'CLOSED', 'IDLE'] as const;

/** Which episodes are listed, and the way to all of them in a file. */
export function EpisodeChoice({
  answer: { view, shown, range, data, search },
}: {
  readonly answer: EpisodesAnswer;
}) {
  const { navigation, reports } = usePageStore();
  const show = (parts: Partial<EpisodesShown>): void => {
    navigation.change({ episodes: { ...shown, ...parts, offset: 0 } });
  };
  return (
    <div class="fields">
      <SelectField
        label={t('episodes.choice')}
        options={optionsOf(shown.behind, data)}
        chosen={shown.behind}
        onChoose={(behind) => {
          if (isEpisodeCount(behind) || isOtherCount(behind) || isTargetCount(behind)) show({ behind });
        }}
      />
      <SelectField
        label={t('episodes.status')}
        options={[
          { value: '', label: t('status.all') },
          ...STATUSES.map((value) => ({ value, label: t(`status.${value}`) })),
        ]}
        chosen={shown.status ?? ''}
        onChoose={(value) => {
          show({ status: STATUSES.find((one) => one === value) });
        }}
      />
      {reports && shown.behind !== 'repeatContacts' && !isSearched(search) && (
        <SaveButtons
          save={(format) =>
            isOtherCount(shown.behind)
              ? reports.save('ratings', format, ratingsParameters(view, range))
              : reports.save('episodes', format, episodesParameters(view, range, shown))
          }
        />
      )}
    </div>
  );
}

function optionsOf(chosen: EpisodesShown['behind'], { targets }: EpisodesData): SelectOption[] {
  const all: SelectOption[] = [
    ...[...EPISODE_COUNTS, ...OTHER_COUNTS].map((value) => ({ value, label: t(`behind.${value}`) })),
    ...targets.flatMap(({ target }) =>
      TARGET_COUNTS.map((name) => ({
        value: `${name}/${target}`,
        label: t('episodes.choice.ofTarget', { target, count: t(`behind.target.${name}`) }),
      })),
    ),
  ];
  return all.some(({ value }) => value === chosen) ? all : [...all, { value: chosen, label: chosen }];
}
