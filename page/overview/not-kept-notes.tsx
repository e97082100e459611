import type { OverviewData } from '../api/overview';
import type { Answered } from '../store/figures-store';
import { usePageStore } from '../store/use-page-store';
import { notKept } from '../status/not-kept';

/** Where the range, or the one it is compared with, reaches back to a time of which numbers are gone. */
export function NotKeptNotes({ overview }: { readonly overview: Answered<OverviewData> | undefined }) {
  const menus = usePageStore().figures.menus.value;
  if (overview === undefined || menus === undefined) return null;
  const { resolved, view } = overview;
  const from = Math.min(resolved.range.from, resolved.before?.from ?? Infinity);
  const looked = { from, zone: view.zone, accounts: view.selection.accounts };
  return (
    <>
      {notKept(menus.data.freshness.kept, looked).map((text) => (
        <p key={text} class="consequence" role="note">
          {text}
        </p>
      ))}
    </>
  );
}
