/**
 * Puts columns into an order, and gives them names. Before it they are sorted by the alphabet.
 * @param columns the name of each, and what it is to be called
 */
export function orderOf(columns: readonly (readonly [name: string, called: string])[]): {
  id: string;
  options: object;
} {
  const renamed = columns.filter(([name, called]) => name !== called);
  return {
    id: 'organize',
    options: {
      indexByName: Object.fromEntries(columns.map(([name], index) => [name, index])),
      excludeByName: {},
      renameByName: Object.fromEntries(renamed),
      includeByName: {},
    },
  };
}
