import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useMemo } from 'preact/hooks';
import type { HeadlineData } from '../api/headline';
import type { OverviewData } from '../api/overview';
import { ChartCard } from '../charts/chart-card';
import { CHART_PLANS } from '../charts/chart-plans';
import { NotesCard } from '../notes/notes-card';
import type { Answered } from '../store/figures-store';
import { usePageStore } from '../store/use-page-store';
import { Glance } from '../summary/glance';
import { goToPlace } from '../summary/place';
import { t } from '../messages/text';
import { ConsequenceNotes } from './consequence-notes';
import { Figures } from './figures';
import { HeatmapCard } from './heatmap-card';
import { wordsOf } from './measure-words';
import { NotKeptNotes } from './not-kept-notes';
import { TableCard } from '../tables/table-card';
import { TargetsCard } from './targets-card';

interface OverviewProps {
  readonly headline: Answered<HeadlineData>;
  /** Undefined until it has come. */
  readonly overview: Answered<OverviewData> | undefined;
}

/** The figures, charts and tables of a view. */
export function Overview({ headline, overview }: OverviewProps) {
  const { figures, navigation } = usePageStore();
  const waitsFor = figures.waitsFor.value;
  const words = useMemo(() => wordsOf(headline), [headline]);
  // Until the next has come, what is shown keeps the words that it was shown with, and is not drawn again.
  const wordsOfOverview = useMemo(
    () => (overview === undefined ? words : wordsOf({ ...headline, view: overview.view })),
    [overview],
  );
  const isWaiting = waitsFor !== 'nothing';
  const isThere = overview !== undefined;
  useEffect(() => {
    // Of a link from elsewhere, such as a digest.
    if (isThere && !navigation.isFixed) goToPlace(location.hash);
  }, [isThere]);
  useLayoutEffect(() => {
    performance.mark('figures');
  }, [headline]);
  return (
    <div class="overview">
      <ConsequenceNotes measures={[]} />
      <NotKeptNotes overview={overview} />
      <Section name="glance" isWaiting={waitsFor !== 'nothing' && waitsFor !== 'overview'}>
        <Glance words={words} />
      </Section>
      <Section name="headline" isWaiting={waitsFor === 'all'}>
        <Figures headline={headline} overview={overview} words={words} />
      </Section>
      <Section name="targets" isWaiting={isWaiting} isHidden={overview?.data.targets.length === 0}>
        <div>
          <TargetsCard data={overview?.data} />
        </div>
      </Section>
      <Section name="charts" isWaiting={isWaiting}>
        <div class="charts">
          {CHART_PLANS.map((plan) => (
            <ChartCard key={plan.id} plan={plan} overview={overview} words={wordsOfOverview} />
          ))}
        </div>
        <NotesCard />
      </Section>
      <Section name="times" isWaiting={isWaiting}>
        <div class="wide-cards">
          <HeatmapCard overview={overview} words={wordsOfOverview} />
          <TableCard overview={overview?.data} words={wordsOfOverview} />
        </div>
      </Section>
    </div>
  );
}

interface SectionProps {
  readonly name: 'glance' | 'headline' | 'targets' | 'charts' | 'times';
  /** What is about to change is dimmed. */
  readonly isWaiting: boolean;
  readonly isHidden?: boolean;
  readonly children: ComponentChildren;
}

function Section({ name, isWaiting, isHidden = false, children }: SectionProps) {
  return (
    <section aria-labelledby={name} aria-busy={isWaiting ? 'true' : undefined} hidden={isHidden}>
      <h2 id={name} class="visually-hidden">
        {t(`section.${name}`)}
      </h2>
      {children}
    </section>
  );
}
