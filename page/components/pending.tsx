import { mayPass } from '../api/page-error';
import { t } from '../messages/text';
import { ProblemText } from './problem-text';

interface PendingProps {
  /** Why it is not there; undefined: it is on its way. */
  readonly error: unknown;
  readonly onRetry: () => void;
}

/** What stands in the place of what is opened until it is there: that it comes, or why not, and another try. */
export function Pending({ error, onRetry }: PendingProps) {
  if (error === undefined)
    return (
      <p class="quiet" role="status">
        {t('freshness.asking')}
      </p>
    );
  return (
    <div class="pending" role="alert">
      <p class="problem">
        <ProblemText error={error} />
      </p>
      {mayPass(error) && <p class="quiet">{t('notice.UNAVAILABLE.advice')}</p>}
      <button type="button" class="quiet-button" onClick={onRetry}>
        {t('notice.retry')}
      </button>
    </div>
  );
}
