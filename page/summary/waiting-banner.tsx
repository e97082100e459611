import { t } from '../messages/text';

/** Whether anybody waits beyond a target. @param overdue how many; null where there is no target */
export function WaitingBanner({ overdue }: { readonly overdue: number | null }) {
  if (overdue === null) return null;
  return (
    <p class={overdue === 0 ? 'waiting-banner good' : 'waiting-banner bad'} role="status">
      {overdue === 0 ? t('glance.banner.within') : t('glance.banner.beyond', { n: overdue })}
    </p>
  );
}
