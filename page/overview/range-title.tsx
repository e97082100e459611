import { SaveButtons } from '../controls/save-buttons';
import { span } from '../format/times';
import { t } from '../messages/text';
import { ShareMenu } from '../share/share-menu';
import { usePageStore } from '../store/use-page-store';
import { figuresParameters } from '../view/report-parameters';

/** What the page shows: the range, and what it stands beside. */
export function RangeTitle() {
  const { figures, navigation, reports } = usePageStore();
  const {
    view,
    resolved: { range, before, isUnderWay },
  } = figures.asked.value;
  const { chosen, zone, clock } = view;
  const days = span(range, zone);
  const details = [
    'preset' in chosen ? days : '',
    isUnderWay ? t('range.soFar') : '',
    clock === 'WORKING' ? t('range.workingHours') : '',
    before === undefined || before.from >= before.to
      ? ''
      : t('range.compared', { range: span(before, zone) }),
  ];
  return (
    <div class="range-title">
      <h1>{'preset' in chosen ? t(`range.${chosen.preset}`) : days}</h1>
      <p class="quiet">{details.filter((detail) => detail !== '').join(' · ')}</p>
      <span class="range-actions">
        {reports && (
          <SaveButtons save={(format) => reports.save('stats', format, figuresParameters(view, range))} />
        )}
        {!navigation.isFixed && <ShareMenu />}
        <button type="button" class="quiet-button" onClick={figures.refresh}>
          {t('range.refresh')}
        </button>
      </span>
    </div>
  );
}
