import { useEffect } from 'preact/hooks';
import type { AccountSetUp, SetUpData } from '../api/operate';
import { Pending } from '../components/pending';
import { useAnswer } from '../episodes/use-answer';
import { RichText } from '../messages/rich-text';
import { t } from '../messages/text';
import { usePageStore } from '../store/use-page-store';

const EVERY_MS = 2000;

/** For each account the URL to paste into SignalZen's Console, and what has come of it, as it comes. */
export function SetUp() {
  const { reports } = usePageStore();
  const { data, error, isWaiting, retry } = useAnswer('set-up', async () =>
    reports?.json<SetUpData>('/set-up'),
  );
  useEffect(() => {
    if (isWaiting) return undefined;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') retry();
    }, EVERY_MS);
    return () => {
      clearInterval(timer);
    };
  }, [isWaiting]);
  if (data === undefined) return <Pending error={error} onRetry={retry} />;
  const { accounts, publicUrl } = data;
  return (
    <ul class="set-up">
      {accounts.map((account) => (
        <Account
          key={account.account}
          account={account}
          url={(publicUrl ?? location.origin) + account.path}
          isOne={accounts.length === 1}
        />
      ))}
    </ul>
  );
}

interface AccountProps {
  readonly account: AccountSetUp;
  readonly url: string;
  readonly isOne: boolean;
}

function Account({ account, url, isOne }: AccountProps) {
  const { challenges, accepted, wrongSignatures, missingTypes, isConnected, hasAny } = account;
  return (
    <li>
      {!isOne && (
        <b>
          <bdi>{account.account}</bdi>
        </b>
      )}
      <code dir="ltr">{url}</code>
      {!isConnected && (
        <p class="problem">
          <RichText of="setUp.noSecret" values={{ setting: <code>SIGNALZEN_API_SECRET</code> }} />
        </p>
      )}
      <p class={(challenges ?? 0) > 0 ? 'done' : 'quiet'}>
        {(challenges ?? 0) > 0
          ? t('setUp.challenges', { n: challenges ?? 0 })
          : t(hasAny ? 'setUp.noChallengeSince' : 'setUp.noChallenge')}
      </p>
      <p class={(accepted ?? 0) > 0 ? 'done' : 'quiet'}>
        {(accepted ?? 0) > 0
          ? t('setUp.accepted', { n: accepted ?? 0 })
          : t(hasAny ? 'setUp.noEventSince' : 'setUp.noEvent')}
      </p>
      {(wrongSignatures ?? 0) > 0 && <p class="problem">{t('setUp.wrong', { n: wrongSignatures ?? 0 })}</p>}
      {hasAny && missingTypes.length > 0 && (
        <p class="quiet">
          <RichText of="setUp.missing" values={{ types: <bdi>{missingTypes.join(', ')}</bdi> }} />
        </p>
      )}
    </li>
  );
}
