const ATTRIBUTE = 'attribute.';

/** By what the table beside the charts is: `attribute.plan` by the values of a user attribute. */
export type TableShown = 'operators' | 'teams' | 'pages' | 'accounts' | 'copilot' | `attribute.${string}`;

export const DEFAULT_TABLE: TableShown = 'operators';
const NAMES = ['operators', 'teams', 'pages', 'accounts', 'copilot'] as const;

export function isTable(name: string): name is TableShown {
  return NAMES.some((one) => one === name) || (name.startsWith(ATTRIBUTE) && name !== ATTRIBUTE);
}

export function tableOfAttribute(attribute: string): TableShown {
  return `attribute.${attribute}`;
}

/** The attribute that a table is by. */
export function attributeOf(table: TableShown): string | undefined {
  return table.startsWith(ATTRIBUTE) ? table.slice(ATTRIBUTE.length) : undefined;
}
