import { t } from '../messages/text';
import { BUCKETS, MAX_BARS, barsOf, isBucket } from '../time/buckets';
import { daysOf } from '../time/resolved-range';
import { usePageStore } from '../store/use-page-store';
import type { Selection, View } from '../view/view';
import { CompareFields } from './compare-fields';
import { RangeFields } from './range-fields';
import { SelectField } from './select-field';

const CLOCKS = ['CALENDAR', 'WORKING'] as const;
const HOURS = ['ALL', 'INSIDE', 'OUTSIDE'] as const;
const COPILOT = ['', 'yes', 'no'] as const;

interface ViewFieldsProps {
  readonly view: View;
  /** When the figures were asked for. */
  readonly now: number;
  readonly onChange: (parts: Partial<View>) => void;
  readonly onSelect: (parts: Partial<Selection>) => void;
  /** Where there is little room, the range stands alone. */
  readonly shows: 'all' | 'range' | 'others';
}

/** What of the view is chosen from short lists. */
export function ViewFields({ shows, ...given }: ViewFieldsProps) {
  const { view, now, onChange } = given;
  return (
    <div class="fields">
      {shows !== 'others' && (
        <RangeFields
          chosen={view.chosen}
          zone={view.zone}
          now={now}
          onChoose={(range) => {
            onChange({ chosen: range });
          }}
        />
      )}
      {shows !== 'range' && <OtherFields {...given} />}
    </div>
  );
}

function OtherFields({ view, now, onChange, onSelect }: Omit<ViewFieldsProps, 'shows'>) {
  const { hasSchedule } = usePageStore();
  const { chosen, zone, clock, bucket, selection } = view;
  return (
    <>
      <CompareFields view={view} now={now} onChange={onChange} />
      <SelectField
        label={t('filter.bucket')}
        options={BUCKETS.map((value) => ({
          value,
          label: t(`bucket.${value}`),
          // Those could not be told apart.
          isDisabled: barsOf(value, daysOf(chosen, now, zone)) > MAX_BARS,
        }))}
        chosen={bucket}
        onChoose={(value) => {
          onChange({ bucket: isBucket(value) ? value : 'auto' });
        }}
      />
      <SelectField
        label={t('filter.zone')}
        options={zonesWith(zone)}
        chosen={zone}
        onChoose={(value) => {
          onChange({ zone: value });
        }}
      />
      {(hasSchedule.value || clock !== 'CALENDAR') && (
        <SelectField
          label={t('filter.clock')}
          options={CLOCKS.map((value) => ({ value, label: t(`clock.choice.${value}`) }))}
          chosen={clock}
          onChoose={(value) => {
            onChange({ clock: value === 'WORKING' ? 'WORKING' : 'CALENDAR' });
          }}
        />
      )}
      {(hasSchedule.value || selection.hours !== 'ALL') && (
        <SelectField
          label={t('filter.hours')}
          options={HOURS.map((value) => ({ value, label: t(`hours.${value}`) }))}
          chosen={selection.hours}
          onChoose={(value) => {
            onSelect({ hours: HOURS.find((one) => one === value) ?? 'ALL' });
          }}
        />
      )}
      <SelectField
        label={t('filter.copilot')}
        options={COPILOT.map((value) => ({
          value,
          label: t(value === '' ? 'copilot.either' : `copilot.${value}`),
        }))}
        chosen={selection.copilot === undefined ? '' : selection.copilot ? 'yes' : 'no'}
        onChoose={(value) => {
          onSelect({ copilot: value === '' ? undefined : value === 'yes' });
        }}
      />
    </>
  );
}

const ZONES = Intl.supportedValuesOf('timeZone');

function zonesWith(zone: string): { value: string; label: string }[] {
  return [...new Set(['UTC', zone, ...ZONES])]
    .sort()
    .map((value) => ({ value, label: value.replaceAll('_', ' ') }));
}
