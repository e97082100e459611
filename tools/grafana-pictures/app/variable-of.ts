import type { SceneVariable } from '@grafana/scenes';
import { CustomVariable, DataSourceVariable, QueryVariable, TextBoxVariable } from '@grafana/scenes';
import type { VariableJson } from '../../../test/dashboards/dashboard-json';

/** A choice of a dashboard, from its JSON. @param chosen in place of what is chosen at first */
export function variableOf(variable: VariableJson, chosen?: string | string[]): SceneVariable {
  const { name, type, query } = variable;
  const current = (variable['current'] ?? {}) as { text?: string | string[]; value?: string | string[] };
  const shared = {
    ...{ name, label: String(variable['label']), skipUrlSync: variable['skipUrlSync'] === true },
    ...{ value: chosen ?? current.value ?? '', text: chosen ?? current.text ?? '' },
    ...{ isMulti: variable.multi === true, includeAll: variable['includeAll'] === true },
  };
  switch (type) {
    case 'custom':
      return new CustomVariable({ ...shared, query: String(query) });
    case 'datasource':
      return new DataSourceVariable({ ...shared, pluginId: String(query) });
    case 'textbox':
      return new TextBoxVariable({ name, label: shared.label, value: String(query) });
    case 'query':
      return new QueryVariable({
        ...{ ...shared, query: query as QueryVariable['state']['query'], regex: '' },
        ...{ datasource: variable['datasource'] as QueryVariable['state']['datasource'] },
        ...{ sort: Number(variable['sort']), refresh: Number(variable['refresh']) },
        ...(variable.allValue === undefined ? {} : { allValue: variable.allValue }),
      });
    default:
      throw new Error(`choices of the type ${type} are not drawn`);
  }
}
