import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { REVOKE_SHARE, SHARES } from '../api/shares';
import type { ListedShare } from '../api/shares';
import { moment } from '../format/times';
import { t } from '../messages/text';
import { usePageStore } from '../store/use-page-store';
import { NewShareForm } from './new-share-form';

/** Makes links, lists those that there are, and takes them back. */
export function SharePanel() {
  const { client } = usePageStore();
  const shares = useSignal<readonly ListedShare[]>([]);
  const problem = useSignal('');
  const told = async (work: Promise<unknown>): Promise<void> => {
    problem.value = '';
    try {
      await work;
      const answer = await client.ask(SHARES);
      shares.value = answer.shares.filter(isValid);
    } catch (error) {
      problem.value = error instanceof Error ? error.message : t('app.failed');
    }
  };
  useEffect(() => void told(Promise.resolve()), []);
  return (
    <>
      <NewShareForm onMade={(made) => void told(made)} />
      <p class="problem" role="alert">
        {problem.value}
      </p>
      <SharesList shares={shares.value} onRevoke={(id) => void told(client.ask(REVOKE_SHARE, { id }))} />
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
