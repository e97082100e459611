import type { OverviewData } from '../api/overview';
import { t } from '../messages/text';
import { usePageStore } from '../store/use-page-store';
import { attributeOf, tableOfAttribute } from '../view/table-shown';
import type { TableShown } from '../view/table-shown';

interface TableTabsProps {
  readonly shown: TableShown;
  /** What there is to tell apart; undefined until it has come. */
  readonly overview: OverviewData | undefined;
}

/** By what the table may be: those by which there is anything to tell apart. */
export function TableTabs({ shown, overview }: TableTabsProps) {
  const { figures, navigation } = usePageStore();
  if (navigation.isFixed) return null;
  const { accounts = [], teams = [] } = overview ?? {};
  const listed = (figures.menus.value?.data.attributeNames ?? []).map(({ value }) => value);
  const chosen = attributeOf(shown);
  const attributes = new Set(chosen === undefined ? listed : [...listed, chosen]);
  const tables: { readonly table: TableShown; readonly label: string }[] = [
    { table: 'operators', label: t('operators.title') },
    ...(teams.length > 0 ? [{ table: 'teams', label: t('tables.teams') } as const] : []),
    ...(accounts.length > 1 ? [{ table: 'accounts', label: t('tables.accounts') } as const] : []),
    { table: 'pages', label: t('tables.pages') },
    ...[...attributes].map((name) => ({ table: tableOfAttribute(name), label: name })),
    { table: 'copilot', label: t('tables.copilot') },
  ];
  return (
    <div class="table-tabs" role="group" aria-label={t('tables.by')}>
      {tables.map(({ table, label }) => (
        <button
          key={table}
          type="button"
          class="quiet-button"
          aria-pressed={table === shown}
          onClick={() => {
            navigation.change({ table });
          }}
        >
          <bdi>{label}</bdi>
        </button>
      ))}
    </div>
  );
}
