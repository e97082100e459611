import { usePageStore } from '../store/use-page-store';
import { ConsequenceText } from './consequence-text';
import { consequencesOf } from './consequences';

interface DoubtsProps {
  /** As the query `measures` names it. */
  readonly measure: string;
  /** Whether also what is to be known of all figures. */
  readonly ofAll: boolean;
}

/** What makes a figure doubtful, in a few words each, which open what that means and what to do. */
export function Doubts({ measure, ofAll }: DoubtsProps) {
  const { status, navigation } = usePageStore();
  const freshness = status.status.value?.freshness;
  const { accounts } = navigation.view.value.selection;
  const doubts = (freshness === undefined ? [] : consequencesOf(freshness, accounts)).filter(
    ({ measures }) => (measures.length === 0 ? ofAll : measures.includes(measure)),
  );
  return (
    <div class="doubts" data-doubts-of={measure}>
      {doubts.map((doubt) => (
        <details key={doubt.text} class="doubt">
          <summary>{doubt.brief}</summary>
          <p>
            <ConsequenceText of={doubt} />
          </p>
        </details>
      ))}
    </div>
  );
}
