import { PageError } from '../api/page-error';
import { button } from '../dom/button';
import { element } from '../dom/element';

/** Says why something is not there, and what to do about it. */
export function noticeFor(error: unknown, onRetry: () => void): HTMLElement {
  const { title, advice } = wordsOf(error);
  return element(
    'div',
    { class: 'notice card', role: 'alert' },
    element('h2', {}, title),
    element('p', {}, advice),
    button('Try again', onRetry, { class: 'primary' }),
  );
}

function wordsOf(error: unknown): { readonly title: string; readonly advice: string } {
  if (!(error instanceof PageError)) {
    return {
      title: 'This page has a fault',
      advice: `Reload it. If that does not help, report this: ${String(error)}`,
    };
  }
  const { code, message } = error;
  switch (code) {
    case 'BUSY':
      return {
        title: 'The service is busy',
        advice: 'It answers others first. This page tries again by itself.',
      };
    case 'UNAVAILABLE':
      return {
        title: 'The database is not ready',
        advice: `${message} This page tries again by itself.`,
      };
    case 'UNREACHABLE':
      return {
        title: 'The service does not answer',
        advice: 'It may be restarting, or the network is down. This page tries again by itself.',
      };
    case 'SIGN_IN':
      return {
        title: 'Signed out',
        advice: 'The service does not know this token any more. Reload the page, and sign in.',
      };
    case 'REFUSED':
      return {
        title: 'The service cannot answer this',
        advice: `${message} Choose another range or filter.`,
      };
    case 'BROKEN':
      return { title: 'The service has a fault', advice: `${message} Its log says more.` };
  }
}

/** What stands there until the first answer: seen only when that takes longer than a moment. */
export function loading(): HTMLElement {
  return element('p', { class: 'loading', role: 'status' }, 'Asking for the figures…');
}

/** What a service says that has not received anything. */
export function welcome(): HTMLElement {
  return element(
    'div',
    { class: 'notice card' },
    element('h2', {}, 'Nothing has come in yet'),
    element(
      'ol',
      {},
      element(
        'li',
        {},
        'In SignalZen’s Console add a webhook for each event type, with the URL ',
        element('code', {}, `${location.origin}/webhooks/signalzen`),
        ' (as SignalZen reaches it, over HTTPS). The service answers the challenge by itself.',
      ),
      element(
        'li',
        {},
        'Start the service with the website’s API Secret key: ',
        element('code', {}, 'SIGNALZEN_API_SECRET'),
        '.',
      ),
      element(
        'li',
        {},
        'Or see how it looks with made-up chats: ',
        element('code', {}, 'npm run simulate'),
        ' in a second terminal.',
      ),
    ),
    element('p', { class: 'quiet' }, 'This page shows the numbers as soon as there are any.'),
  );
}
