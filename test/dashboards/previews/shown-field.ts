import type { PanelJson } from '../dashboard-json';
import type { Frame, FrameField, Value } from '../infinity/frame';
import { blueOf, classicColor, colorNamed } from './colors';
import type { FieldSettings } from './field-settings';
import { NotDrawn } from './not-drawn';
import type { WrittenValue } from './written-value';
import { writtenValue } from './written-value';

/** A field with what the panel's settings make of it. */
export interface ShownField {
  readonly name: string;
  readonly field: FrameField;
  readonly settings: FieldSettings;
  /** The ends of scales and bars. */
  readonly range: { readonly min: number; readonly max: number };
  /** Its place among the fields that are no times, from 0. */
  readonly index: number;
}

/** The fields of a frame, each with the panel's defaults and with the overrides that match it. */
export function shownFields({ fieldConfig }: PanelJson, frame: Frame): ShownField[] {
  const labelNames = new Set(frame.fields.flatMap(({ labels }) => Object.keys(labels)));
  const highest = highestOf(frame.fields);
  let count = 0;
  return frame.fields.map((field) => {
    const name = nameOf(field, labelNames);
    const settings = settingsOf(fieldConfig, field, name);
    const ownHighest = settings.fieldMinMax === true ? highestOf([field]) : highest;
    const range = { min: settings.min ?? 0, max: settings.max ?? ownHighest };
    const index = field.type === 'timestamp' ? -1 : count++;
    return { name: settings.displayName ?? name, field, settings, range, index };
  });
}

/** Its value as text, with its unit. */
export function textOf({ settings, field }: ShownField, value: Value): WrittenValue {
  const { unit, decimals, noValue = '', mappings = [] } = settings;
  if (value === null) return { text: noValue, suffix: '' };
  const mapped = mappings.find(({ type }) => type === 'value')?.options[String(value)]?.text;
  if (mapped !== undefined) return { text: mapped, suffix: '' };
  if (typeof value === 'string') return { text: value, suffix: '' };
  return writtenValue(value, field.type === 'timestamp' ? (unit ?? 'dateTimeAsIso') : unit, decimals);
}

/** The colour of a value, by the field's steps or scale; of a line, as far as it has one colour. */
export function colorOf({ settings, range, index }: ShownField, value: Value): string {
  const { color = { mode: 'thresholds' }, thresholds } = settings;
  switch (color.mode) {
    case 'fixed':
      return colorNamed(color.fixedColor ?? 'text');
    case 'palette-classic':
      return classicColor(index);
    case 'continuous-blues':
      return blueOf((Number(value) - range.min) / (range.max - range.min || 1));
    case 'thresholds': {
      const reached = (thresholds?.steps ?? []).filter(
        (step) => step.value === null || (value !== null && Number(value) >= step.value),
      );
      return colorNamed(value === null ? 'text' : (reached.at(-1)?.color ?? 'text'));
    }
    default:
      throw new NotDrawn(`colours by ${color.mode}`);
  }
}

function nameOf({ name, labels }: FrameField, labelNames: ReadonlySet<string>): string {
  const [only] = labelNames;
  if (only === undefined) return name;
  if (labelNames.size === 1) return [name, labels[only] ?? ''].join(' ').trim();
  const all = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  return `${name} {${all.join(', ')}}`;
}

function settingsOf(config: PanelJson['fieldConfig'], field: FrameField, name: string): FieldSettings {
  const { defaults = {}, overrides = [] } = config ?? {};
  const settings: Record<string, unknown> = { ...defaults };
  const custom = { ...(defaults['custom'] as Record<string, unknown> | undefined) };
  for (const { matcher, properties } of overrides) {
    if (!isMatch(matcher, field, name)) continue;
    for (const { id, value } of properties) {
      if (id.startsWith('custom.')) custom[id.slice('custom.'.length)] = value;
      else settings[id] = value;
    }
  }
  return { ...settings, custom };
}

function isMatch({ id, options }: { id: string; options: string }, field: FrameField, name: string): boolean {
  if (id === 'byName') return options === name || options === field.name;
  if (id === 'byRegexp') return expressionIn(options).test(name);
  throw new NotDrawn(`overrides ${id}`);
}

/** `/abc/` as Grafana writes it in options. */
export function expressionIn(option: string): RegExp {
  return new RegExp(option.replace(/^\/|\/$/g, ''));
}

/** Over all fields, as in Grafana, whatever their units. */
function highestOf(fields: readonly FrameField[]): number {
  const numbers = fields.filter(({ type }) => type === 'number').flatMap(({ values }) => values);
  return numbers.reduce<number>((most, value) => Math.max(most, Number(value)), 0);
}
