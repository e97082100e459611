import type { TargetJson } from '../dashboard-json';
import type { Frame } from './frame';

/**
 * A frame as it reaches Grafana's browser side, in the form of its `DataFrameJSON`. The plugin names each after the
 * question's letter, and transformations that join frames name fields after that.
 */
export function dataFrameOf({ refId }: TargetJson, { fields }: Frame) {
  return {
    schema: {
      ...{ refId, name: refId },
      fields: fields.map(({ name, type, labels }) => ({
        name,
        // The enumeration has these names.
        type: (type === 'timestamp' ? 'time' : type) as never,
        ...(Object.keys(labels).length === 0 ? {} : { labels }),
        config: {},
      })),
    },
    data: { values: fields.map(({ values }) => values) },
  };
}
