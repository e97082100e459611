import { PageError } from '../api/page-error';
import { t } from '../messages/text';
import { LEADING_FIGURES, OTHER_FIGURES } from './headline-figures';
import type { HeadlineFigure } from './headline-figures';

interface NoticeProps {
  readonly error: unknown;
  readonly onRetry: () => void;
}

/** Says why something is not there, and what to do about it. */
export function Notice({ error, onRetry }: NoticeProps) {
  const { title, advice } = wordsOf(error);
  return (
    <div class="notice card" role="alert">
      <h2>{title}</h2>
      <p>{advice}</p>
      <button type="button" class="primary" onClick={onRetry}>
        {t('notice.retry')}
      </button>
    </div>
  );
}

function wordsOf(error: unknown): { readonly title: string; readonly advice: string } {
  if (!(error instanceof PageError))
    return { title: t('notice.fault'), advice: t('notice.fault.advice', { error: String(error) }) };
  const { code, message: problem } = error;
  const title = t(`notice.${code}`);
  switch (code) {
    case 'BUSY':
    case 'UNREACHABLE':
    case 'SIGN_IN':
      return { title, advice: t(`notice.${code}.advice`) };
    case 'UNAVAILABLE':
    case 'FORBIDDEN':
    case 'REFUSED':
    case 'BROKEN':
      return { title, advice: t(`notice.${code}.advice`, { problem }) };
  }
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
