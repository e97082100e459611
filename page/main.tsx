import './locale/valid-language';
import { render } from 'preact';
import { App } from './app';
import { showPreferredLanguage } from './messages/choose-language';
import { followPrinting } from './print/printing';
import { session } from './session/session';
import { followShareLinks, shareLink } from './session/share-link';
import { followTheme } from './theme/theme';

followTheme();
followPrinting();
followShareLinks();
// Whoever comes with a link need not be known.
const recognized = shareLink() === undefined ? session.recognize() : undefined;
void Promise.all([showPreferredLanguage(), recognized]).then(() => {
  const root = document.getElementById('page');
  if (root !== null) render(<App />, root);
});
