import { session } from './session/session';
import { SignInPage } from './session/sign-in-page';
import { SignedInPage } from './signed-in-page';

/** The page: the figures for somebody who has signed in, the way to sign in for everybody else. */
export function App() {
  const token = session.token.value;
  return token === undefined ? <SignInPage /> : <SignedInPage key={token} token={token} />;
}
