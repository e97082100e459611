import type { ScopedVars } from '@grafana/data';
import { getFieldDisplayValuesProxy } from '@grafana/data';
import { withChoices } from '../infinity/with-choices';
import type { Choices } from '../infinity/with-choices';
import type { PanelRange } from '../infinity/with-macros';

/**
 * What Grafana's app makes of a text of a panel or of a link: the range, the choices, and cells of the row. A cell
 * comes as it is written: `1.23 K`, unless its unit is that of texts.
 */
export function withValues(
  text: string,
  { choices, range, scopedVars = {} }: { choices: Choices; range: PanelRange; scopedVars?: ScopedVars },
): string {
  const row = rowIn(scopedVars);
  const filled = text
    .replace(/\$\{__field\.labels\.(\w+)\}/g, (whole, name: string) => labelsIn(scopedVars)[name] ?? whole)
    .replace('${__url_time_range}', `from=${range.from}&to=${range.to}`)
    .replace('${__all_variables}', allVariables(choices))
    .replace(/\$\{__data\.fields\.([^:}]+)(?::percentencode)?\}/g, (whole, name: string) => {
      if (row === undefined) return whole;
      const written = String(row[name] ?? '');
      return whole.includes(':percentencode') ? encodeURIComponent(written) : encodeURI(written);
    });
  return withChoices(filled, choices);
}

function labelsIn({ __dataContext: context }: ScopedVars): Readonly<Record<string, string>> {
  const { field } = (context?.value ?? {}) as { field?: { labels?: Record<string, string> } };
  return field?.labels ?? {};
}

type WrittenRow = Readonly<Record<string, { toString(): string }>>;

function rowIn({ __dataContext: context }: ScopedVars): WrittenRow | undefined {
  const { frame, rowIndex } = context?.value ?? {};
  if (frame === undefined || rowIndex === undefined) return undefined;
  return getFieldDisplayValuesProxy({ frame, rowIndex });
}

function allVariables(choices: Choices): string {
  const variables = [...choices.keys()].filter((name) => !name.startsWith('__'));
  return withChoices(variables.map((name) => `\${${name}:queryparam}`).join('&'), choices);
}
