import { useSignal } from '@preact/signals';
import { REVOKE_SHARE, SHARES } from '../api/shares';
import type { ListedShare } from '../api/shares';
import { moment } from '../format/times';
import { Pending } from '../components/pending';
import { ProblemText } from '../components/problem-text';
import { useAnswer } from '../episodes/use-answer';
import { t } from '../messages/text';
import { usePageStore } from '../store/use-page-store';
import { NewShareForm } from './new-share-form';

/** Makes links, lists those that there are, and takes them back. */
export function SharePanel() {
  const { client } = usePageStore();
  const {
    data: shares,
    error,
    retry,
  } = useAnswer('shares', async (until) => (await client.ask(SHARES, {}, until)).shares.filter(isValid));
  const problem = useSignal<unknown>(undefined);
  const told = async (work: Promise<unknown>): Promise<void> => {
    problem.value = undefined;
    try {
      await work;
      retry();
    } catch (reason) {
      problem.value = reason;
    }
  };
  return (
    <>
      <NewShareForm onMade={(made) => void told(made)} />
      <p class="problem" role="alert">
        <ProblemText error={problem.value} />
      </p>
      {shares === undefined ? (
        <Pending error={error} onRetry={retry} />
      ) : (
        <SharesList shares={shares} onRevoke={(id) => void told(client.ask(REVOKE_SHARE, { id }))} />
      )}
    </>
  );
}

interface SharesListProps {
  readonly shares: readonly ListedShare[];
  readonly onRevoke: (id: string) => void;
}

function SharesList({ shares, onRevoke }: SharesListProps) {
  const { zone } = usePageStore().navigation.view.value;
  if (shares.length === 0) return <p class="quiet">{t('share.none')}</p>;
  return (
    <ul class="share-list" aria-label={t('share.list')}>
      {shares.map(({ id, name, expiresAt }) => (
        <li key={id}>
          <bdi>{name}</bdi>{' '}
          <span class="quiet">{t('share.until', { until: moment(Date.parse(expiresAt), zone) })}</span>{' '}
          <button
            type="button"
            class="quiet-button"
            aria-label={t('share.revoke.label', { name })}
            onClick={() => {
              onRevoke(id);
            }}
          >
            {t('share.revoke')}
          </button>
        </li>
      ))}
    </ul>
  );
}

function isValid({ revokedAt, expiresAt }: ListedShare): boolean {
  return revokedAt === null && Date.parse(expiresAt) > Date.now();
}
