import { Pending } from '../components/pending';
import { asListed } from '../format/operator-value';
import { t } from '../messages/text';
import { usePageStore } from '../store/use-page-store';
import { NO_SELECTION } from '../view/view';
import type { Selection } from '../view/view';
import { AttributeMenu } from './attribute-menu';
import { ChoiceMenu } from './choice-menu';
import { SavedViews } from './saved-views';

/** Whoever is in no team. */
const NO_TEAM = { value: '', label: '' };

interface FilterMenusProps {
  readonly selection: Selection;
  readonly onSelect: (parts: Partial<Selection>) => void;
}

/** The menus of the filter, with what was there in the range that was answered last. */
export function FilterMenus({ selection, onSelect }: FilterMenusProps) {
  const { overview, menus, areMenusAwaited, problem, problemOfMenus, refresh } = usePageStore().figures;
  const [data, found] = [overview.value?.data, menus.value?.data];
  const pendingWith = (error: unknown) => <Pending error={error} onRetry={refresh} />;
  const { accounts, operators, teams, pages, attributes } = selection;
  const listed = data?.operators ?? [];
  const allAccounts = data?.accounts ?? [];
  const allTeams = data?.teams ?? [];
  const names = [
    ...new Set([...(found?.attributeNames ?? []).map(({ value }) => value), ...attributes.keys()]),
  ];
  return (
    <div class="fields" aria-busy={areMenusAwaited.value ? 'true' : undefined}>
      <ChoiceMenu
        label={t('filter.account')}
        options={allAccounts}
        chosen={accounts}
        isHidden={allAccounts.length < 2 && accounts.length === 0}
        onChoose={(values) => {
          onSelect({ accounts: values });
        }}
      />
      <ChoiceMenu
        label={t('filter.operator')}
        pending={data === undefined ? pendingWith(problem.value) : undefined}
        options={listed.filter(({ account }) => accounts.length === 0 || accounts.includes(account))}
        chosen={operators.map((value) => asListed(value, listed))}
        onChoose={(values) => {
          onSelect({ operators: values });
        }}
      />
      <ChoiceMenu
        label={t('filter.team')}
        options={allTeams.length === 0 ? [] : [...allTeams, NO_TEAM]}
        chosen={teams}
        isHidden={allTeams.length === 0 && teams.length === 0}
        onChoose={(values) => {
          onSelect({ teams: values });
        }}
      />
      <ChoiceMenu
        label={t('filter.page')}
        pending={found === undefined ? pendingWith(problemOfMenus.value) : undefined}
        options={(found?.pages ?? []).map(({ value }) => ({ value, label: value }))}
        chosen={pages}
        takesOthers
        onChoose={(values) => {
          onSelect({ pages: values });
        }}
      />
      <div class="attribute-menus">
        {names.map((name) => (
          <AttributeMenu
            key={name}
            name={name}
            chosen={attributes.get(name) ?? []}
            onChoose={(values) => {
              const others = [...attributes].filter(([other]) => other !== name);
              onSelect({ attributes: new Map(values.length === 0 ? others : [...others, [name, values]]) });
            }}
          />
        ))}
      </div>
      <button
        type="button"
        class="quiet-button"
        hidden={choosesAll(selection)}
        onClick={() => {
          onSelect(NO_SELECTION);
        }}
      >
        {t('filter.clear')}
      </button>
      <SavedViews />
    </div>
  );
}

function choosesAll({ accounts, operators, teams, pages, attributes, copilot, hours }: Selection): boolean {
  const chosen = [...accounts, ...operators, ...teams, ...pages, ...attributes.keys()];
  return chosen.length === 0 && copilot === undefined && hours === 'ALL';
}
