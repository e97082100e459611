import { session } from './session/session';
import { SignInPage } from './session/sign-in-page';
import { SignedInPage } from './signed-in-page';

/** The page: the figures for somebody who has signed in, the way to sign in for everybody else. */
export function App() {
  const access = session.access.value;
  if (access === undefined) return <SignInPage />;
  return <SignedInPage key={'token' in access ? access.token : ''} access={access} />;
}
