const SIGN_IN = /^#sign-in=([\w.-]+)$/;

/**
 * The token of a link that signs in, as `npm run demo` prints one: in the fragment, which no server sees. It is taken
 * out of the address and out of the tab's history.
 */
export function takeSignInLink(): string | undefined {
  const token = SIGN_IN.exec(location.hash)?.[1];
  if (token !== undefined) history.replaceState(history.state, '', location.pathname + location.search);
  return token;
}
