import './locale/valid-language';
import { App } from './app';
import { onPrint } from './print/on-print';
import { signInForm } from './session/sign-in-form';
import { tokenStore } from './session/token-store';
import { ThemeChoice } from './theme/theme-choice';

let app: App | undefined;
const theme = new ThemeChoice(() => app?.redraw());
onPrint((isStarting) => app?.print(isStarting));

function open(token: string): void {
  app = new App(token, theme, (reason) => {
    tokenStore.forget();
    askForToken(reason);
  });
  document.body.replaceChildren(app.root);
  app.start();
}

function askForToken(reason?: string): void {
  app = undefined;
  document.body.replaceChildren(signInForm(open, reason));
  document.querySelector('input')?.focus();
}

const token = tokenStore.read();
if (token === undefined) askForToken();
else open(token);
