import type { PanelProps } from '@grafana/data';
import { identityOverrideProcessor, PanelPlugin } from '@grafana/data';
import { sceneUtils } from '@grafana/scenes';
import type { GraphFieldConfig, TableFieldOptions } from '@grafana/schema';
import type { ComponentType } from 'react';
import { StatPanel } from './stat-panel';
import { TablePanel } from './table-panel';
import { TimeSeriesPanel } from './time-series-panel';

/** What a line or bar can be told by `custom` in its field's settings. */
const OF_GRAPHS: readonly (keyof GraphFieldConfig)[] = [
  ...(['drawStyle', 'lineInterpolation', 'lineWidth', 'lineStyle', 'fillOpacity', 'gradientMode'] as const),
  ...(['showPoints', 'pointSize', 'barAlignment', 'spanNulls', 'stacking', 'thresholdsStyle'] as const),
  ...(['axisPlacement', 'axisLabel', 'axisSoftMin', 'axisSoftMax', 'scaleDistribution', 'hideFrom'] as const),
];
const OF_TABLES: readonly (keyof TableFieldOptions)[] = [
  ...(['width', 'minWidth', 'align', 'cellOptions', 'filterable', 'inspect', 'wrapText'] as const),
  ...(['wrapHeaderText', 'hideFrom'] as const),
];

/** Makes Grafana's components known as panels of the types that dashboards name. */
export function registerPanels(): void {
  register('stat', StatPanel, []);
  register('timeseries', TimeSeriesPanel, OF_GRAPHS);
  register('table', TablePanel, OF_TABLES);
}

function register<Options extends object>(
  pluginId: string,
  component: ComponentType<PanelProps<Options>>,
  settings: readonly string[],
): void {
  const plugin = new PanelPlugin<Options>(component).useFieldConfig({
    useCustomConfig: (builder) => {
      for (const path of settings)
        builder.addCustomEditor({
          ...{ id: path, path, name: path, editor: () => null, override: () => null },
          ...{ process: identityOverrideProcessor, shouldApply: () => true, settings: {} },
        });
    },
  });
  plugin.meta = {
    ...{ id: pluginId, name: pluginId, type: 'panel' as typeof plugin.meta.type, sort: 0 },
    ...{ module: '', baseUrl: '' },
    info: {
      ...{ author: { name: '' }, description: '', links: [], screenshots: [], updated: '', version: '' },
      logos: { small: '', large: '' },
    },
  };
  sceneUtils.registerRuntimePanelPlugin({ pluginId, plugin });
}
