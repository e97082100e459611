import type { DataFrame, FieldConfigSource, ReduceDataOptions } from '@grafana/data';
import {
  applyFieldOverrides,
  createTheme,
  dataFrameFromJSON,
  fieldMatchers,
  formattedValueToString,
  getFieldDisplayName,
  getFieldDisplayValues,
  transformDataFrame,
} from '@grafana/data';
import { lastValueFrom } from 'rxjs';
import type { ColumnJson, PanelJson, TargetJson } from '../dashboard-json';
import { dataFrameOf } from '../infinity/data-frame';
import type { Frame } from '../infinity/frame';
import type { Choices } from '../infinity/with-choices';
import type { PanelRange } from '../infinity/with-macros';
import { startGrafanaData } from './in-node';
import { withValues } from './with-values';

startGrafanaData();
const theme = createTheme();

/** A column of a table, or a line of a chart, as people see it. */
export interface DrawnField {
  readonly title: string;
  readonly type: string;
  /** The field of the API that it shows, if it is a column of a question. */
  readonly selector: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly values: readonly unknown[];
  readonly texts: readonly string[];
  /** Where each value leads to. */
  readonly links: readonly (readonly string[])[];
}

interface Answer {
  readonly target: TargetJson;
  readonly frame: Frame;
}

export interface View {
  readonly choices: Choices;
  readonly range: PanelRange;
}

interface Settings {
  readonly fieldConfig: FieldConfigSource;
  readonly options: { readonly reduceOptions: ReduceDataOptions };
}

export interface DrawnPanel {
  readonly panel: PanelJson;
  /** Fields by frame, in their order. */
  readonly frames: readonly (readonly DrawnField[])[];
  /** What a stat panel shows. */
  readonly large: readonly { readonly title: string; readonly text: string; readonly value: number }[];
  /** Which settings are for fields that are not there. */
  readonly idleSettings: readonly string[];
}

/**
 * Has Grafana's own code transform what was answered to a panel, apply its settings of fields, and write the values.
 */
export async function drawnPanel(
  panel: PanelJson,
  answers: readonly Answer[],
  view: View,
): Promise<DrawnPanel> {
  const replaceVariables = (text: string, scopedVars = {}) => withValues(text, { ...view, scopedVars });
  // Grafana's code changes what it is given.
  const { fieldConfig, transformations = [], options } = structuredClone(panel) as PanelJson & Settings;
  const frames = answers.map(({ target, frame }) => dataFrameFromJSON(dataFrameOf(target, frame)));
  const transformed = await lastValueFrom(
    transformDataFrame(transformations, frames, { interpolate: (text) => text }),
  );
  const columns = answers.flatMap(({ target }) => target.columns ?? []);
  const idle = idleSettings(fieldConfig, transformed);
  const shared = { fieldConfig, replaceVariables, theme, timeZone: 'utc' };
  const data = applyFieldOverrides({ ...shared, data: transformed });
  const large = panel.type === 'stat' ? getFieldDisplayValues({ ...shared, data, ...options }) : [];
  return {
    panel,
    frames: data.map((frame) => drawnFields(frame, data, columns)),
    large: large.map(({ display }) => ({
      ...{ title: display.title ?? '', text: formattedValueToString(display), value: display.numeric },
    })),
    idleSettings: idle,
  };
}

function idleSettings({ overrides }: FieldConfigSource, frames: DataFrame[]): string[] {
  return overrides
    .filter(({ matcher }) => {
      const matches = fieldMatchers.get(matcher.id).get(matcher.options);
      return !frames.some((frame) => frame.fields.some((field) => matches(field, frame, frames)));
    })
    .map(({ matcher }) => String(matcher.options));
}

function drawnFields(frame: DataFrame, all: DataFrame[], columns: readonly ColumnJson[]): DrawnField[] {
  return frame.fields.map((field) => ({
    ...{ title: getFieldDisplayName(field, frame, all), type: field.type, values: field.values },
    selector: columns.find(({ text }) => text === field.name)?.selector,
    labels: field.labels ?? {},
    texts: field.values.map((value) => formattedValueToString(field.display?.(value) ?? { text: '' })),
    links: field.values.map((_, valueRowIndex) =>
      (field.getLinks?.({ valueRowIndex }) ?? []).map(({ href }) => href),
    ),
  }));
}
