import { RichText } from '../messages/rich-text';
import { t } from '../messages/text';
import { usePageStore } from '../store/use-page-store';
import type { UrlProblem } from '../view/url-problem';
import type { View } from '../view/view';

/** Says which parts of the URL were wrong, and what was taken instead. */
export function UrlProblems() {
  const { navigation } = usePageStore();
  const problems = navigation.problems.value;
  return (
    <div class="consequence url-problems" role="status">
      <ul>
        {problems.map(({ part, given, reason }) => (
          <li key={part}>
            <RichText
              of={`url.${reason}`}
              values={{
                part: <code>{`${part}=${given}`}</code>,
                taken: takenFor(part, navigation.view.value),
              }}
            />
          </li>
        ))}
      </ul>
      <button
        type="button"
        class="quiet-button"
        onClick={() => {
          navigation.dismissProblems();
        }}
      >
        {t('url.read')}
      </button>
    </div>
  );
}

/** What the view has in the place of a part that could not be read. */
function takenFor(part: UrlProblem['part'], view: View): string {
  switch (part) {
    case 'range':
    case 'from':
    case 'to':
      return 'preset' in view.chosen ? t(`range.${view.chosen.preset}`) : '';
    case 'compare':
      return t('compare.previous');
    case 'zone':
      return view.zone;
    case 'clock':
      return t(`clock.choice.${view.clock}`);
    case 'bucket':
      return t(`bucket.${view.bucket}`);
    case 'copilot':
      return t('copilot.either');
    case 'hours':
      return t(`hours.${view.selection.hours}`);
    case 'table':
      return t('operators.title');
    case 'view':
      return t('url.figures');
    case 'scale':
      return '1';
    case 'offset':
      return '0';
    case 'status':
      return t('status.all');
    case 'behind':
      return t('behind.episodesStarted');
    case 'episodes':
      return t('url.wholeRange');
    default:
      return t('url.nothing');
  }
}
