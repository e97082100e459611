import { later } from '../components/later';
import { laterParts } from '../components/later-parts-file';
import { usePageStore } from '../store/use-page-store';
import { Loading, Notice } from './notice';
import { Overview } from './overview';

const Welcome = later(async () => (await laterParts()).Welcome);

/** The figures, or what stands in their place. */
export function OverviewContent() {
  const { waitsFor } = usePageStore().figures;
  return (
    <div class="content" aria-busy={waitsFor.value === 'nothing' ? undefined : 'true'}>
      <Content />
    </div>
  );
}

function Content() {
  const { figures, status } = usePageStore();
  const [problem, headline] = [figures.problem.value, figures.headline.value];
  if (problem !== undefined) return <Notice error={problem} onRetry={figures.refresh} />;
  if (headline === undefined) return <Loading />;
  if (status.isEmpty.value) return <Welcome />;
  return <Overview headline={headline} overview={figures.overview.value} />;
}
