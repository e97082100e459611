import type { ComponentChildren } from 'preact';
import type { SentenceWords } from '../../src/platform/words/sentence-words';
import type { AnsweredSentence } from '../api/summary';
import { t } from '../messages/text';
import type { MeasureWords } from '../overview/measure-words';
import { usePageStore } from '../store/use-page-store';
import { ViewLink } from '../view/view-link';
import { PlaceLink } from './place-link';
import { sentenceWords, waitingWords } from './sentence-words';
import { WaitingBanner } from './waiting-banner';
import { NOTHING_OPEN } from '../view/view';

const LINKS = {
  WAITING: 'glance.waits',
  CHANGE: 'glance.look',
  FIGURE: 'glance.look',
  TARGET: 'glance.targets',
} as const;

interface GlanceProps {
  readonly words: MeasureWords;
}

/** What matters, in a few sentences, each with the way to what is behind it. */
export function Glance({ words }: GlanceProps) {
  const { figures, status } = usePageStore();
  const summary = figures.summary.value?.data.summary;
  // Who waits is known to the second: what the summary says of it is as old as the figures.
  const live = status.problem.value === undefined ? status.status.value?.live : undefined;
  const told = summary?.sentences.filter(({ kind }) => kind !== 'WAITING') ?? [];
  return (
    <div class="glance card">
      <ul>
        {live !== undefined && (
          <Sentence kind="WAITING" words={waitingWords(live.episodesWaiting, live.episodesOverdue)}>
            {live.episodesWaiting > 0 && (
              <ViewLink to={{ live: { scale: 1 }, ...NOTHING_OPEN }}>{t('glance.waits')}</ViewLink>
            )}
          </Sentence>
        )}
        {told.map((said) => (
          <Sentence
            key={said.kind}
            kind={said.kind}
            words={sentenceWords(said, (measure) => words.of(measure))}
          >
            <PlaceLink to={said.link}>{t(LINKS[said.kind])}</PlaceLink>
          </Sentence>
        ))}
        {summary === undefined && <li class="glance-waits">{t('glance.loading')}</li>}
      </ul>
      {live !== undefined && <WaitingBanner overdue={live.episodesOverdue} />}
    </div>
  );
}

interface SentenceProps {
  readonly kind: AnsweredSentence['kind'];
  /** Undefined: there are none for it. */
  readonly words: SentenceWords | undefined;
  /** The way to what is behind it. */
  readonly children: ComponentChildren;
}

function Sentence({ kind, words, children }: SentenceProps) {
  if (words === undefined) return null;
  return (
    <li class={`sentence ${words.tone}`} data-sentence={kind}>
      <span>
        {words.text} <span class="sentence-link">{children}</span>
      </span>
    </li>
  );
}
