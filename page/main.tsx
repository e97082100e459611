import './locale/valid-language';
import { render } from 'preact';
import { App } from './app';
import { showPreferredLanguage } from './messages/choose-language';
import { followPrinting } from './print/printing';
import { session } from './session/session';
import { followTheme } from './theme/theme';

followTheme();
followPrinting();
void Promise.all([showPreferredLanguage(), session.recognize()]).then(() => {
  const root = document.getElementById('page');
  if (root !== null) render(<App />, root);
});
