import { encodedChoice, RANGE } from './arguments';
import { infinityTarget } from './infinity-target';
import type { Variable } from './variable';

/** Which data source a dashboard asks, of those of one plugin. */
export function datasourceVariable(name: string, label: string, plugin: string): Variable {
  return {
    ...{ name, type: 'datasource', label, query: plugin, refresh: 1, regex: '', hide: 0 },
    ...{ multi: false, includeAll: false, options: [], skipUrlSync: false },
    current: {},
  };
}

export const API = datasourceVariable('datasource', 'Data source', 'yesoreyeram-infinity-datasource');

/** Several values of a list that the API answers; all of them are no filter. */
function listVariable(name: string, label: string, rootField: string): Variable {
  return {
    ...queryVariable(name, label, rootField),
    ...{ multi: true, includeAll: true },
    // In a list, `[,]` is GraphQL for an empty one: however many values there are, "all" stays short.
    allValue: ',',
    current: { selected: true, text: ['All'], value: ['$__all'] },
  };
}

function queryVariable(name: string, label: string, rootField: string): Variable {
  const target = infinityTarget({
    query: `{ rows: ${rootField} { value label } }`,
    columns: [
      { selector: 'label', text: '__text', type: 'string' },
      { selector: 'value', text: '__value', type: 'string' },
    ],
    format: 'table',
  });
  return {
    ...{ name, type: 'query', label, hide: 0, regex: '', sort: 0, skipUrlSync: false },
    // 2: again when the range changes.
    ...{ refresh: 2, multi: false, includeAll: false, options: [], definition: rootField },
    datasource: target.datasource,
    query: {
      queryType: 'infinity',
      query: '',
      refId: 'variable',
      infinityQuery: { ...target, refId: 'variable' },
    },
  };
}

export const ACCOUNT = listVariable('account', 'Account', 'accounts');
export const OPERATOR = listVariable('operator', 'Operator', `operators(${RANGE})`);
export const TEAM = listVariable('team', 'Team', 'teams(includeNone: true)');
export const PAGE = listVariable('page', 'Page', `pages(${RANGE}, limit: 500)`);
export const ATTRIBUTE = queryVariable('attribute', 'Attribute', 'attributeNames');
export const ATTRIBUTE_VALUE = listVariable(
  'attribute_value',
  'Value',
  `attributeValues(name: "", encodedName: ${encodedChoice('attribute')}, limit: 500)`,
);

function customVariable(
  name: string,
  label: string,
  choices: readonly (readonly [string, string])[],
): Variable {
  const options = choices.map(([text, value], index) => ({ text, value, selected: index === 0 }));
  return {
    ...{ name, type: 'custom', label, hide: 0, skipUrlSync: false, multi: false, includeAll: false },
    query: choices.map(([text, value]) => (text === value ? value : `${text} : ${value}`)).join(', '),
    options,
    current: { selected: true, text: options[0]?.text, value: options[0]?.value },
  };
}

export const COPILOT = customVariable('copilot', 'Copilot', [
  ['With and without', 'null'],
  ['With copilot', 'true'],
  ['Without copilot', 'false'],
]);

/** On which durations are. */
export const CLOCK = customVariable('clock', 'Clock', [
  ['Calendar', 'CALENDAR'],
  ['Working hours', 'WORKING'],
]);

/** By the moment at which something is counted. */
export const HOURS = customVariable('hours', 'Hours', [
  ['All', 'ALL'],
  ['Within working hours', 'INSIDE'],
  ['Outside of working hours', 'OUTSIDE'],
]);

export const COMPARE = customVariable('compare', 'Compare with', [
  ['Nothing', 'NONE'],
  ['Period before', 'PREVIOUS_PERIOD'],
  ['Year before', 'PREVIOUS_YEAR'],
]);

/** Where people reach the page of the service. */
export const SERVICE: Variable = {
  ...{ name: 'service', type: 'textbox', label: 'Service', hide: 0, skipUrlSync: false },
  query: 'http://localhost:3000',
  current: { text: 'http://localhost:3000', value: 'http://localhost:3000' },
  options: [],
};
