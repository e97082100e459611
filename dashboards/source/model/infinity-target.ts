import type { Column, DatasourceRef, Target } from './target';

export const API_SOURCE: DatasourceRef = { type: 'yesoreyeram-infinity-datasource', uid: '${datasource}' };

export interface InfinityQuestion {
  /** GraphQL whose one root field has the alias `rows`. */
  readonly query: string;
  /** A list within the root field, if that is what makes the rows. */
  readonly list?: string;
  readonly columns: readonly Column[];
  /** `timeseries` makes a series of each combination of the texts; annotations want a `dataframe`. */
  readonly format: 'table' | 'timeseries' | 'dataframe';
  readonly refId?: string;
}

/** A question to the service's GraphQL API, as the plugin's backend asks it. */
export function infinityTarget({ query, list, columns, format, refId = 'A' }: InfinityQuestion): Target {
  return {
    refId,
    datasource: API_SOURCE,
    type: 'graphql',
    source: 'url',
    parser: 'backend',
    format,
    url: '/graphql',
    root_selector: list === undefined ? 'data.rows' : `data.rows.${list}`,
    url_options: {
      // Without a method the plugin sends a GET without a body.
      method: 'POST',
      body_type: 'graphql',
      body_content_type: 'application/json',
      body_graphql_query: query,
      body_graphql_variables: '',
      data: '',
    },
    columns,
    filters: [],
    computed_columns: [],
  };
}
