import type { OverviewData } from '../api/overview';
import type { Answered } from '../store/figures-store';
import { notKept } from '../status/not-kept';

/** Where the range, or the one it is compared with, reaches back to a time of which numbers are gone. */
export function NotKeptNotes({ overview }: { readonly overview: Answered<OverviewData> | undefined }) {
  if (overview === undefined) return null;
  const { data, resolved, view } = overview;
  const from = Math.min(resolved.range.from, resolved.before?.from ?? Infinity);
  const looked = { from, zone: view.zone, accounts: view.selection.accounts };
  return (
    <>
      {notKept(data.freshness?.kept ?? [], looked).map((text) => (
        <p key={text} class="consequence" role="note">
          {text}
        </p>
      ))}
    </>
  );
}
