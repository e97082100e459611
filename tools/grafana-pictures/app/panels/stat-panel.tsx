import type {
  DisplayValueAlignmentFactors,
  FieldDisplay,
  PanelProps,
  ReduceDataOptions,
} from '@grafana/data';
import { getDisplayValueAlignmentFactors, getFieldDisplayValues } from '@grafana/data';
import type {
  BigValueColorMode,
  BigValueGraphMode,
  BigValueJustifyMode,
  BigValueTextMode,
} from '@grafana/ui';
import { BigValue, useTheme2, VizRepeater } from '@grafana/ui';
import type { VizOrientation } from '@grafana/data';

interface StatOptions {
  readonly reduceOptions: ReduceDataOptions;
  readonly graphMode: BigValueGraphMode;
  readonly colorMode: BigValueColorMode;
  readonly justifyMode: BigValueJustifyMode;
  readonly textMode: BigValueTextMode;
  readonly orientation: VizOrientation;
  readonly wideLayout: boolean;
}

/** Large values, each with the line that it sums up. */
export function StatPanel(props: PanelProps<StatOptions>) {
  const { data, options, fieldConfig, width, height, timeZone, timeRange, replaceVariables } = props;
  const theme = useTheme2();
  const getValues = () =>
    getFieldDisplayValues({
      ...{ fieldConfig, replaceVariables, theme, timeZone, data: data.series },
      ...{ reduceOptions: options.reduceOptions, sparkline: options.graphMode !== 'none' },
    });
  return (
    <VizRepeater<FieldDisplay, DisplayValueAlignmentFactors>
      {...{ width, height, getValues, source: data, orientation: options.orientation }}
      {...{ itemSpacing: 3, autoGrid: true, renderCounter: props.renderCounter }}
      getAlignmentFactors={getDisplayValueAlignmentFactors}
      renderValue={({ value, alignmentFactors, count, orientation, ...size }) => (
        <BigValue
          {...{ ...size, count, alignmentFactors, theme, value: value.display }}
          {...(value.sparkline === undefined ? {} : { sparkline: { ...value.sparkline, timeRange } })}
          {...{ colorMode: options.colorMode, graphMode: options.graphMode, textMode: options.textMode }}
          {...{
            justifyMode: options.justifyMode,
            wideLayout: options.wideLayout,
            parentOrientation: orientation,
          }}
        />
      )}
    />
  );
}
