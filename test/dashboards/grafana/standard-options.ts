import type { Field, FieldConfigPropertyItem } from '@grafana/data';
import {
  booleanOverrideProcessor,
  dataLinksOverrideProcessor,
  displayNameOverrideProcessor,
  FieldType,
  identityOverrideProcessor,
  numberOverrideProcessor,
  standardFieldConfigEditorRegistry,
  standardTransformers,
  standardTransformersRegistry,
  stringOverrideProcessor,
  thresholdsOverrideProcessor,
  valueMappingsOverrideProcessor,
} from '@grafana/data';

const isNumber = (field: Field) => field.type === FieldType.number;

/**
 * Fills the two registries that Grafana's app fills when it starts: the options that every field has, each applied to
 * the fields that its app applies them to, and the transformations.
 */
export function registerStandards(): void {
  standardFieldConfigEditorRegistry.setInit(() => [
    option('unit', stringOverrideProcessor),
    option('min', numberOverrideProcessor, isNumber),
    option('max', numberOverrideProcessor, isNumber),
    option('fieldMinMax', booleanOverrideProcessor, isNumber),
    option('decimals', numberOverrideProcessor, isNumber),
    { ...option('displayName', displayNameOverrideProcessor), settings: { expandTemplateVars: true } },
    option('color', identityOverrideProcessor),
    option('noValue', stringOverrideProcessor),
    option('links', dataLinksOverrideProcessor),
    option('actions', identityOverrideProcessor),
    option('mappings', valueMappingsOverrideProcessor, ({ type }) => type !== FieldType.time),
    option('thresholds', thresholdsOverrideProcessor),
    option('filterable', booleanOverrideProcessor),
  ]);
  // Deprecated, since Grafana's app has them in its registry; nothing else fills that one here.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const transformers = new Map(Object.values(standardTransformers).map((one) => [one.id, one]));
  standardTransformersRegistry.setInit(() =>
    [...transformers.values()].map((one) => ({
      ...{ id: one.id, name: one.name, imageDark: '', imageLight: '' },
      transformation: () => Promise.resolve(one),
      editor: () => null,
    })),
  );
}

/** Editors are for people who edit dashboards: these have none. */
function option(
  id: string,
  process: FieldConfigPropertyItem['process'],
  shouldApply: (field: Field) => boolean = () => true,
): FieldConfigPropertyItem {
  return { id, path: id, name: id, process, shouldApply, editor: () => null, override: () => null };
}
