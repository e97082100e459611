import { GraphqlClient } from '../api/graphql-client';
import { PageError } from '../api/page-error';
import { SIGN_IN_CHECK } from '../api/sign-in-check';
import { element, fill, listen } from '../dom/element';
import { tokenStore } from './token-store';

/** Asks for an API token until the service knows it, keeps it, and then goes on. */
export function signInForm(onSignedIn: (token: string) => void, reason?: string): HTMLElement {
  const token = element('input', {
    id: 'token',
    type: 'password',
    autocomplete: 'current-password',
    required: true,
    spellcheck: 'false',
    'aria-describedby': 'token-hint sign-in-problem',
  });
  const stays = element('input', { id: 'stays', type: 'checkbox' });
  const submit = element('button', { type: 'submit', class: 'primary' }, 'Sign in');
  const problem = element('p', { id: 'sign-in-problem', class: 'problem', role: 'alert' }, reason);

  const check = async (): Promise<void> => {
    const given = token.value.trim();
    submit.disabled = true;
    fill(problem);
    try {
      await new GraphqlClient(given).ask(SIGN_IN_CHECK);
      tokenStore.keep(given, stays.checked);
      onSignedIn(given);
    } catch (error) {
      fill(problem, problemOf(error));
      token.setAttribute('aria-invalid', 'true');
      token.focus();
    } finally {
      submit.disabled = false;
    }
  };
  const form = listen(
    element(
      'form',
      { class: 'sign-in card', 'aria-labelledby': 'sign-in-title' },
      element('h1', { id: 'sign-in-title' }, 'SignalZen analytics'),
      element('p', { class: 'quiet' }, 'Sign in to see how your live chat does.'),
      element('label', { for: 'token' }, 'API token'),
      token,
      element(
        'p',
        { id: 'token-hint', class: 'hint' },
        'The setting ',
        element('code', {}, 'API_TOKEN'),
        ' of the service. Without one, the service made its own: ',
        element('code', {}, 'apiToken'),
        ' in ',
        element('code', {}, 'data/secrets.json'),
        '.',
      ),
      element(
        'div',
        { class: 'check' },
        stays,
        element('label', { for: 'stays' }, 'Stay signed in on this device'),
      ),
      problem,
      submit,
    ),
    {
      submit: (event) => {
        event.preventDefault();
        void check();
      },
    },
  );
  return element('main', { class: 'sign-in-page' }, form);
}

function problemOf(error: unknown): string {
  if (!(error instanceof PageError)) return 'Something went wrong in this page. Reload it, and try again.';
  if (error.code === 'SIGN_IN')
    return 'The service does not know this token. Compare it with API_TOKEN: no spaces, no quotes.';
  return `${error.message} Try again in a moment.`;
}
