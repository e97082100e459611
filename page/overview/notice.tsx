import { PageError } from '../api/page-error';
import type { PageErrorCode } from '../api/page-error';
import { ServiceText } from '../components/service-text';
import { t } from '../messages/text';
import { LEADING_FIGURES, OTHER_FIGURES } from './headline-figures';
import type { HeadlineFigure } from './headline-figures';

/** Of these the advice says all. */
const KNOWN_WHY: ReadonlySet<PageErrorCode> = new Set(['BUSY', 'UNREACHABLE', 'OFFLINE', 'SIGN_IN']);

interface NoticeProps {
  readonly error: unknown;
  readonly onRetry: () => void;
}

/** Says why something is not there, and what to do about it. */
export function Notice({ error, onRetry }: NoticeProps) {
  const isOfService = error instanceof PageError && error.isOfService && !KNOWN_WHY.has(error.code);
  return (
    <div class="notice card" role="alert">
      <h2>{error instanceof PageError ? t(`notice.${error.code}`) : t('notice.fault')}</h2>
      <p>
        {error instanceof PageError
          ? t(`notice.${error.code === 'OFFLINE' ? 'UNAVAILABLE' : error.code}.advice`)
          : t('notice.fault.advice', { error: String(error) })}
      </p>
      {isOfService && (
        <p class="quiet">
          <ServiceText>{error.message}</ServiceText>
        </p>
      )}
      <button type="button" class="primary" onClick={onRetry}>
        {t('notice.retry')}
      </button>
    </div>
  );
}

/** What stands there until the first answer: as large as what will, so that nothing moves when it comes. */
export function Loading() {
  return (
    <div class="overview skeleton" role="status">
      <span class="visually-hidden">{t('notice.loading')}</span>
      <section>
        <div class="glance card" />
      </section>
      <section>
        <div>
          <div class="figures leading">{LEADING_FIGURES.map(emptyTile)}</div>
          <div class="figures others">{OTHER_FIGURES.map(emptyTile)}</div>
        </div>
      </section>
    </div>
  );
}

function emptyTile({ measure }: HeadlineFigure) {
  return <div key={measure} class="figure card" />;
}
