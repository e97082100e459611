import type { AnsweredSentence } from '../api/summary';
import { t } from '../messages/text';
import type { MeasureWords } from '../overview/measure-words';
import { usePageStore } from '../store/use-page-store';
import { PlaceLink } from './place-link';
import { sentenceWords, waitingWords } from './sentence-words';
import type { SentenceWords } from './sentence-words';
import { WaitingBanner } from './waiting-banner';

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
  const live = status.status.value?.live;
  const told = summary?.sentences.filter(({ kind }) => kind !== 'WAITING') ?? [];
  return (
    <div class="glance card">
      <ul>
        {live !== undefined && (
          <Sentence
            kind="WAITING"
            words={waitingWords(live.episodesWaiting, live.episodesOverdue)}
            link={live.episodesWaiting > 0 ? '#waiting' : undefined}
          />
        )}
        {told.map((said) => (
          <Sentence
            key={said.kind}
            kind={said.kind}
            words={sentenceWords(said, (measure) => words.of(measure))}
            link={said.link}
          />
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
  readonly link: string | undefined;
}

function Sentence({ kind, words, link }: SentenceProps) {
  if (words === undefined) return null;
  return (
    <li class={`sentence ${words.tone}`} data-sentence={kind}>
      <span>
        {words.text} {link !== undefined && <PlaceLink to={link}>{t(LINKS[kind])}</PlaceLink>}
      </span>
    </li>
  );
}
