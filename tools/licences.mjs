/** They ask for no more than a notice. */
const PERMISSIVE = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'MIT-0',
]);
/**
 * Judged one by one. The MPL is for the files of the package alone, which are used as they are; whoever changes them
 * must publish these changes.
 */
const JUDGED = { 'ical.js': 'MPL-2.0' };

/** The SPDX expression that a component of CycloneDX states; `none` where it states nothing. */
export function licenceOf({ licenses = [] }) {
  const stated = licenses.map(
    ({ expression, license }) => expression ?? license?.id ?? license?.name ?? 'none',
  );
  return stated.length === 0 ? 'none' : stated.join(' AND ');
}

/** A sentence for each component whose licence is not known to be permissive. */
export function licenceProblems(components) {
  return components
    .filter((component) => !isPermissive(licenceOf(component)))
    .filter((component) => JUDGED[component.name] !== licenceOf(component))
    .map(
      (component) =>
        `${component.name} has the licence ${licenceOf(component)}, which nobody has judged: ` +
        'see tools/licences.mjs.',
    );
}

/** An expression that mixes AND with OR is for people to read. */
function isPermissive(expression) {
  const text = expression.replace(/[()]/g, '');
  const isChoice = text.includes(' OR ');
  if (isChoice && text.includes(' AND ')) return false;
  const parts = text.split(isChoice ? ' OR ' : ' AND ');
  return isChoice ? parts.some((part) => PERMISSIVE.has(part)) : parts.every((part) => PERMISSIVE.has(part));
}
