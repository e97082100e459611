const many = (count: number, field: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => `a${index}: ${field(index)}`).join(' ');

const doubling = (type: string, selected: (next: string) => string, last: string): string =>
  Array.from(
    { length: 40 },
    (_, index) => `fragment F${index} on ${type} { ${selected(`...F${index + 1}`)} }`,
  )
    .concat(`fragment F40 on ${type} { ${last} }`)
    .join(' ');

const RANGE = 'from: "2016-01-01T00:00Z", to: "2026-01-01T00:00Z"';

/** Short texts that ask for very much: each a name, and a query that is refused. */
export const MULTIPLYING_QUERIES: readonly (readonly [name: string, query: string])[] = [
  [
    'fragments that multiply',
    `{ stats(${RANGE}, granularity: TOTAL) { ...F0 } } ${doubling('StatsRow', (next) => `${next} ${next}`, 'closures')}`,
  ],
  [
    'fragments of the schema that multiply',
    `{ ${many(8, () => '__type(name: "Query") { ...F0 }')} } ${doubling('__Type', (next) => `a: ofType { ${next} } b: ofType { ${next} }`, 'name')}`,
  ],
  ['an endless text', `{ stats(${RANGE}) { ${'closures '.repeat(5_000)} } }`],
  ['one field hundreds of times', `{ ${'freshness { received { type } } '.repeat(400)} }`],
  ['a flood of directives', `{ stats(${RANGE}) { closures ${'@include(if: true) '.repeat(1_000)} } }`],
  [
    'every definition hundreds of times',
    `{ ${many(100, () => 'measures { ...F }')} } fragment F on MeasureInfo { ${many(250, () => 'description')} }`,
  ],
  [
    'many definitions many times',
    `{ ${many(100, () => 'measures { ...F }')} } fragment F on MeasureInfo { ${many(195, () => 'description')} }`,
  ],
  ['a list within a row again and again', `{ freshness { ${many(300, () => 'received { type }')} } }`],
  ['questions within a row again and again', `{ freshness { ${many(300, () => 'rebuildDue')} } }`],
];
