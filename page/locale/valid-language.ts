/**
 * A browser that was started with the locale `C`, as on a wall screen without a desktop, calls its language
 * `en-US@posix`, which Intl refuses. The library of the charts asks for it while it is loaded, and the page would stay
 * empty: so this is imported before anything else.
 */
try {
  Intl.getCanonicalLocales(navigator.language);
} catch {
  Object.defineProperty(navigator, 'language', { value: 'en-US' });
}
