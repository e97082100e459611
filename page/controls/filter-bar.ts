import type { NamedValue, OverviewData } from '../api/overview';
import { button } from '../dom/button';
import { element, fill } from '../dom/element';
import { asListed } from '../format/operator-value';
import { moment } from '../format/times';
import type { Compare } from '../time/resolved-range';
import { NO_SELECTION } from '../view/view';
import type { Clock, Hours, Selection, View } from '../view/view';
import type { Navigation } from '../view/navigation';
import { AttributeMenus } from './attribute-menus';
import { ChoiceMenu } from './choice-menu';
import { filterWords } from './filter-words';
import { rangeField } from './range-field';
import { selectField } from './select-field';

const COMPARES: readonly { readonly value: Compare; readonly label: string }[] = [
  { value: 'previous', label: 'Period before' },
  { value: 'year', label: 'Year before' },
  { value: 'none', label: 'Nothing' },
];
const COPILOT = [
  { value: '', label: 'With or without' },
  { value: 'yes', label: 'With copilot' },
  { value: 'no', label: 'Without' },
];

/** Whoever is in none. */
const NO_TEAM: NamedValue = { value: '', label: '' };
const CLOCKS: readonly { readonly value: Clock; readonly label: string }[] = [
  { value: 'CALENDAR', label: 'Calendar' },
  { value: 'WORKING', label: 'Working hours' },
];

const HOURS: readonly { readonly value: Hours; readonly label: string }[] = [
  { value: 'ALL', label: 'All' },
  { value: 'INSIDE', label: 'Within working hours' },
  { value: 'OUTSIDE', label: 'Outside of them' },
];

/** What the page is about: the range, what it is compared with, and the filter. */
export class FilterBar {
  readonly root: HTMLElement;
  private readonly range = element('div', { class: 'fields' });
  /** Seen on paper only, where the fields are not. */
  private readonly words = element('p', { class: 'filter-words' });
  private readonly accounts = this.menu('Account', 'accounts');
  private readonly operators = this.menu('Operator', 'operators');
  private readonly teams = this.menu('Team', 'teams');
  private readonly pages = this.menu('Page', 'pages');
  private readonly attributes: AttributeMenus;
  private readonly clear = button(
    'Clear the filter',
    () => {
      this.change({ selection: NO_SELECTION });
    },
    { class: 'quiet-button' },
  );

  constructor(
    private readonly navigation: Navigation,
    valuesOf: (attribute: string) => Promise<readonly NamedValue[]>,
  ) {
    this.attributes = new AttributeMenus(valuesOf, (attributes) => {
      this.select({ attributes });
    });
    const menus = [this.accounts, this.operators, this.teams, this.pages, this.attributes].map(
      ({ root }) => root,
    );
    const filters = element('div', { class: 'fields' }, ...menus, this.clear);
    const fold = element('details', { class: 'fold' }, element('summary', {}, 'Filter'), filters);
    // Where there is room the menus are always in sight, and the fold cannot be seen.
    const wide = matchMedia('(min-width: 701px)');
    const unfold = (): void => {
      fold.open = wide.matches;
    };
    wide.addEventListener('change', unfold);
    unfold();
    this.root = element(
      'section',
      { class: 'filter-bar', 'aria-label': 'Range and filter' },
      this.range,
      fold,
      this.words,
    );
  }

  /** @param hasSchedule whether there are working hours, and so two clocks, to choose from */
  show(view: View, data: OverviewData | undefined, hasSchedule: boolean): void {
    const { selection, zone, chosen, compare, clock } = view;
    const hadFocus = this.range.contains(document.activeElement)
      ? [...this.range.querySelectorAll('select, input')].indexOf(document.activeElement as Element)
      : -1;
    fill(
      this.range,
      ...rangeField(chosen, zone, (range) => {
        this.change({ chosen: range });
      }),
      selectField('Compare with', {
        options: COMPARES,
        chosen: compare,
        onChoose: (value) => {
          this.change({ compare: COMPARES.find((one) => one.value === value)?.value ?? 'none' });
        },
      }),
      selectField('Time zone', {
        options: zonesWith(zone),
        chosen: zone,
        onChoose: (value) => {
          this.change({ zone: value });
        },
      }),
      (hasSchedule || clock !== 'CALENDAR') &&
        selectField('Clock', {
          options: CLOCKS,
          chosen: clock,
          onChoose: (value) => {
            this.change({ clock: value === 'WORKING' ? 'WORKING' : 'CALENDAR' });
          },
        }),
      (hasSchedule || selection.hours !== 'ALL') &&
        selectField('Hours', {
          options: HOURS,
          chosen: selection.hours,
          onChoose: (value) => {
            this.select({ hours: HOURS.find((one) => one.value === value)?.value ?? 'ALL' });
          },
        }),
      selectField('Copilot', {
        options: COPILOT,
        chosen: selection.copilot === undefined ? '' : selection.copilot ? 'yes' : 'no',
        onChoose: (value) => {
          this.select({ copilot: value === '' ? undefined : value === 'yes' });
        },
      }),
    );
    if (hadFocus >= 0) [...this.range.querySelectorAll<HTMLElement>('select, input')][hadFocus]?.focus();
    this.showMenus(selection, data);
    fill(
      this.words,
      `${filterWords(selection, data?.operators ?? [])} · time zone ${zone}${clock === 'WORKING' ? ' · durations in working hours' : ''} · as of ${moment(Date.now(), zone)}`,
    );
  }

  private showMenus(selection: Selection, data: OverviewData | undefined): void {
    const accounts = data?.accounts ?? [];
    this.accounts.show(accounts, selection.accounts);
    const operators = data?.operators ?? [];
    this.operators.show(
      operators.filter(
        ({ account }) => selection.accounts.length === 0 || selection.accounts.includes(account),
      ),
      selection.operators.map((value) => asListed(value, operators)),
    );
    const teams = data?.teams ?? [];
    this.teams.show(teams.length === 0 ? [] : [...teams, NO_TEAM], selection.teams);
    this.pages.show(
      (data?.pages ?? []).map(({ value }) => ({ value, label: value })),
      selection.pages,
    );
    this.attributes.show(
      (data?.attributeNames ?? []).map(({ value }) => value),
      selection.attributes,
    );
    const { accounts: chosenAccounts, pages, attributes, copilot, hours } = selection;
    this.accounts.root.hidden = accounts.length < 2 && chosenAccounts.length === 0;
    this.teams.root.hidden = teams.length === 0 && selection.teams.length === 0;
    this.clear.hidden =
      copilot === undefined &&
      hours === 'ALL' &&
      chosenAccounts.length +
        selection.operators.length +
        selection.teams.length +
        pages.length +
        attributes.size ===
        0;
  }

  private menu(label: string, part: 'accounts' | 'operators' | 'teams' | 'pages'): ChoiceMenu {
    return new ChoiceMenu(label, (values) => {
      this.select({ [part]: values });
    });
  }

  private select(parts: Partial<Selection>): void {
    this.change({ selection: { ...this.navigation.view.selection, ...parts } });
  }

  private change(parts: Partial<View>): void {
    this.navigation.change({ ...parts, episodes: undefined, chat: undefined });
  }
}

function zonesWith(zone: string): { value: string; label: string }[] {
  return [...new Set(['UTC', zone, ...Intl.supportedValuesOf('timeZone')])]
    .sort()
    .map((value) => ({ value, label: value.replaceAll('_', ' ') }));
}
