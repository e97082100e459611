import { element, listen } from '../dom/element';

export interface SelectOption {
  readonly value: string;
  readonly label: string;
}

/** A labelled list of which one is chosen. */
export function selectField(
  label: string,
  {
    options,
    chosen,
    onChoose,
  }: {
    readonly options: readonly SelectOption[];
    readonly chosen: string;
    readonly onChoose: (value: string) => void;
  },
): HTMLElement {
  const select = element(
    'select',
    {},
    ...options.map(({ value, label: text }) => element('option', { value }, text)),
  );
  select.value = chosen;
  listen(select, {
    change: () => {
      onChoose(select.value);
    },
  });
  return element('label', { class: 'field' }, element('span', {}, label), select);
}
