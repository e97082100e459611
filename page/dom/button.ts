import { element, listen } from './element';

/** A button that says what it does. */
export function button(
  label: string,
  onPress: () => void,
  attributes: Readonly<Record<string, string | boolean | undefined>> = {},
): HTMLButtonElement {
  return listen(element('button', { type: 'button', ...attributes }, label), { click: onPress });
}
