import { readdirSync, readFileSync } from 'node:fs';

/** Dashboards as they stand in their files, read with no help from what has written them. */
export interface DashboardJson {
  uid: string;
  title: string;
  links: Record<string, unknown>[];
  templating: { list: VariableJson[] };
  annotations: { list: { name: string; target: TargetJson }[] };
  panels: PanelJson[];
  [property: string]: unknown;
}

export interface VariableJson {
  name: string;
  type: string;
  multi?: boolean;
  allValue?: string;
  query?: unknown;
  options?: { value: string }[];
  [property: string]: unknown;
}

export interface DatasourceJson {
  type: string;
  uid: string;
}

export interface PanelJson {
  id: number;
  type: string;
  title: string;
  description?: string;
  gridPos: { x: number; y: number; w: number; h: number };
  datasource?: DatasourceJson;
  targets?: TargetJson[];
  panels?: PanelJson[];
  links?: { url: string }[];
  transformations?: { id: string; options: Record<string, unknown> }[];
  fieldConfig?: {
    defaults: Record<string, unknown>;
    overrides: {
      matcher: { id: string; options: string };
      properties: { id: string; value: unknown }[];
    }[];
  };
  [property: string]: unknown;
}

export interface ColumnJson {
  selector: string;
  text: string;
  type: string;
}

export interface TargetJson {
  refId: string;
  datasource: DatasourceJson;
  format?: unknown;
  columns?: ColumnJson[];
  root_selector?: string;
  url_options?: Record<string, string>;
  expr?: string;
  rawSql?: string;
  [property: string]: unknown;
}

export const INFINITY = 'yesoreyeram-infinity-datasource';

/** Every dashboard in `dashboards/`, by the name of its file. */
export function readDashboards(): Map<string, DashboardJson> {
  const files = readdirSync('dashboards').filter((file) => file.endsWith('.json'));
  return new Map(
    files.map((file) => [file, JSON.parse(readFileSync(`dashboards/${file}`, 'utf8')) as DashboardJson]),
  );
}

/** All panels with their content, also those in closed rows. */
export function panelsOf(dashboard: DashboardJson): PanelJson[] {
  return dashboard.panels
    .flatMap((panel) => [panel, ...(panel.panels ?? [])])
    .filter(({ type }) => type !== 'row');
}

/** The questions of the Infinity data source: of panels, of choices, and of annotations. */
export function infinityTargetsOf(dashboard: DashboardJson): { where: string; target: TargetJson }[] {
  const ofPanels = panelsOf(dashboard).flatMap(({ title, targets = [] }) =>
    targets.map((target) => ({ where: `panel "${title}"`, target })),
  );
  const ofVariables = dashboard.templating.list.flatMap(({ name, type, query }) =>
    type === 'query' ? [{ where: `variable "${name}"`, target: variableTarget(query) }] : [],
  );
  const ofAnnotations = dashboard.annotations.list.map(({ name, target }) => ({
    where: `annotations "${name}"`,
    target,
  }));
  return [...ofPanels, ...ofVariables, ...ofAnnotations].flatMap(({ where, target }) =>
    target?.datasource.type === INFINITY ? [{ where, target }] : [],
  );
}

function variableTarget(query: unknown): TargetJson | undefined {
  return (query as { infinityQuery?: TargetJson }).infinityQuery;
}

export function graphqlOf({ url_options: options = {} }: TargetJson): string {
  return options['body_graphql_query'] ?? '';
}
