import {
  createTheme,
  fieldColorModeRegistry,
  fieldMatchers,
  fieldReducers,
  getValueFormats,
  standardFieldConfigEditorRegistry,
  standardTransformersRegistry,
  valueMatchers,
} from '@grafana/data';
import type { PanelJson } from '../dashboard-json';
import { startGrafanaData } from './in-node';

startGrafanaData();
const { visualization } = createTheme();
const UNITS = new Set(getValueFormats().flatMap(({ submenu }) => submenu.map(({ value }) => value)));

interface Registered {
  getIfExists(id: string): unknown;
}

/** By where they stand in a panel's JSON: what has a name there that Grafana must know. */
const KNOWN: readonly (readonly [place: RegExp, isKnown: (name: string) => boolean])[] = [
  [/\.unit$/, (name) => UNITS.has(name)],
  [/\.(color|fixedColor)$/, (name) => visualization.getColorByName(name) !== name || name === 'transparent'],
  [/\.color\.mode$/, isIn(fieldColorModeRegistry)],
  [/\.calcs\.\d+$/, isIn(fieldReducers)],
  [/\.matcher\.id$/, isIn(fieldMatchers)],
  [
    /\.properties\.\d+\.id$/,
    (name) => name.startsWith('custom.') || isIn(standardFieldConfigEditorRegistry)(name),
  ],
  [/^\.transformations\.\d+\.id$/, isIn(standardTransformersRegistry)],
  [/\.filters\.\d+\.config\.id$/, isIn(valueMatchers)],
];

function isIn(registry: Registered): (name: string) => boolean {
  return (name) => registry.getIfExists(name) !== undefined;
}

/**
 * Names of units, colours, calculations and the like that Grafana does not know: it passes over them, or says nothing.
 */
export function unknownNamesIn({
  fieldConfig,
  options,
  transformations,
}: PanelJson & { options?: unknown }): string[] {
  return namesIn({ fieldConfig, options, transformations }, '').flatMap(({ place, name }) =>
    KNOWN.some(([pattern, isKnown]) => pattern.test(place) && !isKnown(name)) ? [`${place} is ${name}`] : [],
  );
}

interface Name {
  readonly place: string;
  readonly name: string;
}

/** The texts of a tree, with the way to each. The value of an override stands where the setting itself would. */
function namesIn(value: unknown, place: string): Name[] {
  if (typeof value === 'string') return [{ place, name: value }];
  if (typeof value !== 'object' || value === null) return [];
  const { id } = value as { id?: unknown };
  const isOverride = typeof id === 'string' && 'value' in value;
  return Object.entries(value).flatMap(([key, inner]) =>
    namesIn(inner, `${place}.${isOverride && key === 'value' ? id : key}`),
  );
}
