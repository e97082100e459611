import type { StatusData } from '../api/status';
import { ProblemText } from '../components/problem-text';
import { t } from '../messages/text';
import { usePageStore } from '../store/use-page-store';
import { freshnessWords } from './freshness-words';

/** How current and how complete the numbers are: always in sight. */
export function FreshnessLine() {
  const { status: store } = usePageStore();
  const problem = store.problem.value;
  const status = store.status.value;
  if (problem !== undefined) {
    return (
      <footer class="freshness" data-state="stale">
        <p>
          <b>{t('freshness.problem')}</b> <ProblemText error={problem} otherwise="" />
        </p>
      </footer>
    );
  }
  if (status === undefined) {
    return (
      <footer class="freshness" data-state="unknown">
        <p>{t('freshness.asking')}</p>
      </footer>
    );
  }
  return <KnownFreshness status={status} />;
}

function KnownFreshness({ status: { freshness, live } }: { readonly status: StatusData }) {
  // By the service's clock: that of the browser may go wrong.
  const { state, text, coverage, unlinked } = freshnessWords(freshness, Date.parse(live.asOf));
  return (
    <footer class="freshness" data-state={state}>
      <p>
        <b>{text}</b>
        <span title={t('freshness.coverage.title')}> · {coverage}</span>
        {unlinked !== '' && <span title={t('freshness.unlinked.title')}> · {unlinked}</span>}
      </p>
    </footer>
  );
}
