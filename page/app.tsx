import { later } from './components/later';
import { laterParts } from './components/later-parts-file';
import { session } from './session/session';
import { shareLink } from './session/share-link';
import { SharedPage } from './shared-page';
import { SignedInPage } from './signed-in-page';

const SignInPage = later(
  async () => (await laterParts()).SignInPage,
  (pending) => <main class="sign-in-page">{pending}</main>,
);

/** The page: a shared view for whoever has its link, the figures for somebody who has signed in, else the way there. */
export function App() {
  const secret = shareLink();
  if (secret !== undefined) return <SharedPage secret={secret} />;
  const access = session.access.value;
  if (access === undefined) return <SignInPage />;
  return <SignedInPage key={'token' in access ? access.token : ''} access={access} />;
}
