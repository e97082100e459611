import { session } from './session/session';
import { shareLink } from './session/share-link';
import { SignInPage } from './session/sign-in-page';
import { SharedPage } from './shared-page';
import { SignedInPage } from './signed-in-page';

/** The page: a shared view for whoever has its link, the figures for somebody who has signed in, else the way there. */
export function App() {
  const secret = shareLink();
  if (secret !== undefined) return <SharedPage secret={secret} />;
  const access = session.access.value;
  if (access === undefined) return <SignInPage />;
  return <SignedInPage key={'token' in access ? access.token : ''} access={access} />;
}
