import type { DashboardJson, PanelJson } from '../dashboard-json';
import { panelsOf } from '../dashboard-json';

/** One thing done wrong to a panel, of which its settings alone do not tell. */
export interface DrawnMutation {
  readonly name: string;
  readonly uid: string;
  readonly title: string;
  break(panel: PanelJson): void;
}

type Options = Record<string, unknown>;

const OPERATORS = ['signalzen-operators', 'Operators · ${clock:text}'] as const;
const WITHIN_A_MINUTE = ['signalzen-response-times', 'Answered within 1 minute · ${clock:text}'] as const;
const CONTACTS = ['signalzen-overview', 'Contacts'] as const;

export const DRAWN_MUTATIONS: readonly DrawnMutation[] = [
  mutation('texts without the unit of texts', OPERATORS, (panel) => {
    for (const override of panel.fieldConfig?.overrides ?? [])
      override.properties = override.properties.filter(
        ({ id, value }) => id !== 'unit' || value !== 'string',
      );
  }),
  mutation('columns in another order', OPERATORS, (panel) => {
    const order = optionsOf(panel, 'organize')['indexByName'] as Record<string, number>;
    const last = Object.keys(order).length - 1;
    for (const [name, place] of Object.entries(order)) order[name] = last - place;
  }),
  mutation('columns in no order', OPERATORS, (panel) => (panel.transformations = [])),
  mutation('an order of columns that are called otherwise', OPERATORS, (panel) => {
    optionsOf(panel, 'organize')['indexByName'] = { 'Name A': 0 };
  }),
  mutation('a hidden column', OPERATORS, (panel) => {
    optionsOf(panel, 'organize')['excludeByName'] = { 'CSAT rate': true };
  }),
  mutation('a column of another name', OPERATORS, (panel) => {
    optionsOf(panel, 'organize')['renameByName'] = { Operator: 'Id' };
  }),
  mutation('a setting for a column that is not there any more', OPERATORS, (panel) => {
    (panel.fieldConfig?.overrides ?? []).forEach(({ matcher }) => (matcher.options += ' A'));
  }),
  mutation('a link that hands on another column', OPERATORS, (panel) => {
    for (const { properties } of panel.fieldConfig?.overrides ?? [])
      for (const { id, value } of properties)
        if (id === 'links')
          for (const link of value as { url: string }[]) link.url = link.url.replace('.Operator', '.Replies');
  }),
  mutation('seconds as plain numbers', OPERATORS, (panel) => {
    replaceUnit(panel, 's', 'short');
  }),
  mutation('shares as if they were of hundred', OPERATORS, (panel) => {
    replaceUnit(panel, 'percentunit', 'percent');
  }),
  mutation('nothing for nothing', OPERATORS, (panel) => {
    Object.assign(panel.fieldConfig?.defaults ?? missing(), { noValue: '', mappings: [] });
  }),
  mutation('a filter by a column that is not there', WITHIN_A_MINUTE, (panel) => {
    filterOf(panel).fieldName = 'Until';
  }),
  mutation('a filter by a value that is not there', WITHIN_A_MINUTE, (panel) => {
    filterOf(panel).config.options['value'] = 61;
  }),
  mutation('no filter', WITHIN_A_MINUTE, (panel) => (panel.transformations = [])),
  mutation('another field in large letters', WITHIN_A_MINUTE, (panel) => {
    reductionOf(panel)['fields'] = '/^Count$/';
  }),
  mutation(
    'the last of the buckets in place of their sum',
    ['signalzen-overview', 'Chats started'],
    (panel) => {
      reductionOf(panel)['calcs'] = ['lastNotNull'];
    },
  ),
  mutation(
    'lines without names',
    CONTACTS,
    (panel) => ((panel.fieldConfig ?? { overrides: [] }).overrides = []),
  ),
  mutation('a matrix of rows and columns exchanged', ['signalzen-response-times', 'Contacts'], (panel) => {
    Object.assign(optionsOf(panel, 'groupingToMatrix'), { columnField: 'Hour', rowField: 'Weekday' });
  }),
];

function mutation(
  name: string,
  [uid, title]: readonly [string, string],
  change: (panel: PanelJson) => unknown,
): DrawnMutation {
  return { name, uid, title, break: (panel) => void change(panel) };
}

/** A copy of the panel with that one thing wrong. */
export function brokenPanel(boards: readonly DashboardJson[], mutation: DrawnMutation): PanelJson {
  const board = boards.find(({ uid }) => uid === mutation.uid);
  const panel = panelsOf(board ?? missing()).find(
    ({ title, targets }) => title === mutation.title && targets !== undefined,
  );
  const copy = structuredClone(panel ?? missing());
  mutation.break(copy);
  return copy;
}

function optionsOf({ transformations = [] }: PanelJson, id: string): Options {
  return transformations.find((one) => one.id === id)?.options ?? missing();
}

function filterOf(panel: PanelJson): { fieldName: string; config: { options: Options } } {
  const [filter] = optionsOf(panel, 'filterByValue')['filters'] as ReturnType<typeof filterOf>[];
  return filter ?? missing();
}

function reductionOf({ options }: PanelJson): Options {
  return (options as { reduceOptions: Options }).reduceOptions;
}

function replaceUnit({ fieldConfig }: PanelJson, from: string, to: string): void {
  for (const { properties } of fieldConfig?.overrides ?? [])
    for (const property of properties)
      if (property.id === 'unit' && property.value === from) property.value = to;
}

function missing(): never {
  throw new Error('what this would break is not there');
}
