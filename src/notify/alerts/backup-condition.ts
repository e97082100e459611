import type { LastBackup } from '../../platform/data-directory/last-backup';
import type { AlertCondition } from '../../platform/rules/alert-rules';
import { lengthText } from '../notices/length-text';
import { soIf } from './finding';
import type { Finding, PageLinks } from './finding';

type Condition = Extract<AlertCondition, { kind: 'backup' }>;

/** @param firstReceivedMs since when there has been anything to lose; 0: there is nothing @param now in milliseconds */
export function findBackup(
  { olderThanMs }: Condition,
  {
    last,
    firstReceivedMs,
    now,
  }: { readonly last: LastBackup | undefined; readonly firstReceivedMs: number; readonly now: number },
  links: PageLinks,
): Finding {
  const since = last?.madeAtMs ?? firstReceivedMs;
  const ageMs = since === 0 ? 0 : now - since;
  return {
    about: '',
    found: soIf(ageMs > olderThanMs),
    say: () => ({
      title:
        last === undefined
          ? `no backup has been made, and deliveries have come for ${lengthText(ageMs)}`
          : `the last good backup is ${lengthText(ageMs)} old`,
      titleWhenOver: 'there is a good backup again',
      text: ["Whatever came since is lost with the disk, as far as SignalZen's API does not know of it."],
      figures: [],
      links: links.to('Open the page'),
      data: {
        lastBackupAt: last === undefined ? null : new Date(last.madeAtMs).toISOString(),
        ageSeconds: Math.round(ageMs / 1000),
        olderThanSeconds: olderThanMs / 1000,
      },
    }),
  };
}
