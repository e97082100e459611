import { moment } from '../format/times';
import { t } from '../messages/text';
import { usePageStore } from '../store/use-page-store';
import { useMediaQuery } from '../components/use-media-query';
import type { Selection, View } from '../view/view';
import { FilterMenus } from './filter-menus';
import { filterWords } from './filter-words';
import { ViewFields } from './view-fields';
import { NOTHING_OPEN } from '../view/view';

/** What the page is about: the range, what it is compared with, and the filter. */
export function FilterBar() {
  const { navigation, figures } = usePageStore();
  const view = navigation.view.value;
  // Where there is room all is always in sight, and the fold cannot be seen.
  const isWide = useMediaQuery('(min-width: 701px)');
  const change = (parts: Partial<View>): void => {
    navigation.change({ ...parts, ...NOTHING_OPEN });
  };
  const select = (parts: Partial<Selection>): void => {
    change({ selection: { ...view.selection, ...parts } });
  };
  const fields = { view, now: figures.asked.value.now, onChange: change, onSelect: select };
  const words = filterWords(view.selection, figures.overview.value?.data.operators ?? []);
  return (
    <section class="filter-bar" aria-label={t('filter.title')}>
      <ViewFields {...fields} shows={isWide ? 'all' : 'range'} />
      <details class="fold" open={isWide}>
        <summary>
          {t('filter.fold')}
          {words !== t('filter.none') && <span class="quiet"> {words}</span>}
        </summary>
        {!isWide && <ViewFields {...fields} shows="others" />}
        <FilterMenus selection={view.selection} onSelect={select} />
      </details>
      <FilterOnPaper />
    </section>
  );
}

/** What the fields say, which cannot be seen on paper. */
function FilterOnPaper() {
  const { figures } = usePageStore();
  const { view, now } = figures.asked.value;
  const parts = [
    filterWords(view.selection, figures.overview.value?.data.operators ?? []),
    t('paper.zone', { zone: view.zone }),
    view.clock === 'WORKING' ? t('range.workingHours') : '',
    t('paper.asOf', { time: moment(now, view.zone) }),
  ];
  return <p class="filter-words">{parts.filter((part) => part !== '').join(' · ')}</p>;
}
