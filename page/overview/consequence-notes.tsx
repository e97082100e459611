import { ConsequenceText } from '../status/consequence-text';
import { consequencesOf } from '../status/consequences';
import { usePageStore } from '../store/use-page-store';

/** What must be known of some measures, beside them; of none: of all figures. */
export function ConsequenceNotes({ measures }: { readonly measures: readonly string[] }) {
  const { status, navigation } = usePageStore();
  const freshness = status.status.value?.freshness;
  const { accounts } = navigation.view.value.selection;
  const consequences = freshness === undefined ? [] : consequencesOf(freshness, accounts);
  const told = consequences.filter(({ measures: of }) =>
    of.length === 0 ? measures.length === 0 : of.some((name) => measures.includes(name)),
  );
  return (
    <div class="consequences" data-consequences-of={measures.join(' ')}>
      {told.map((consequence) => (
        <p key={consequence.text} class="consequence" role="note">
          <ConsequenceText of={consequence} />
        </p>
      ))}
    </div>
  );
}
