import { shownPath } from './shown-path';
import { webhookPathOf } from './webhook-path';

describe('The path of a webhook', () => {
  it.each([
    ['/webhooks/signalzen', ''],
    ['/webhooks/signalzen/', ''],
    ['/webhooks/signalzen?a=/b', ''],
    ['/webhooks/signalzen/?a', ''],
    ['/webhooks/signalzen#a', ''],
    [`/webhooks/signalzen?${'x'.repeat(3000)}`, ''],
    ['//webhooks/signalzen', ''],
    ['/webhooks//signalzen//', ''],
    ['/./webhooks/x/../signalzen', ''],
    ['/Webhooks/SignalZen', ''],
    ['/%77ebhooks/signalze%6e', ''],
    ['/webhooks/signalzen/%2E', ''],
    ['http://analytics.example/webhooks/signalzen', ''],
    ['HTTPS://analytics.example:8443//webhooks/signalzen/?a', ''],
    ['/webhooks/signalzen/shop', '/shop'],
    ['//webhooks/signalzen//Shop/?from=console', '/shop'],
    ['/webhooks/signalzen/my%5Fshop%2d2', '/my_shop-2'],
    ['/webhooks/signalzen/a/b', '/a/b'],
  ])('is what %s can only mean', (url, rest) => {
    expect(webhookPathOf(url)).toBe(`/webhooks/signalzen${rest}`);
  });

  it.each([
    '',
    '/',
    '*',
    '/webhooks',
    '/webhooks/signalzens',
    '/a/webhooks/signalzen',
    '/webhooks/signalzen/../../graphql',
    '/graphql?x=/webhooks/signalzen',
    '/graphql#/webhooks/signalzen',
    '/webhooks%2Fsignalzen',
    '/webhooks/signalzen%00',
    '/webhooks/signalzen%',
    '/%2577ebhooks/signalzen',
    'http://webhooks/signalzen',
    'ftp://analytics.example/webhooks/signalzen',
    `/webhooks/signalzen/${'x'.repeat(3000)}`,
  ])('is not what another URL means: %s', (url) => {
    expect(webhookPathOf(url)).toBeUndefined();
  });

  it('is shown without a query, and without a key that was pasted into it', () => {
    expect(shownPath('/webhooks/signalzen/shpo?key=hidden')).toBe('/webhooks/signalzen/shpo');
    expect(shownPath('/webhooks/signalzen/hidden-key-of-the-account')).toBe('/webhooks/signalzen/hidd…');
    expect(shownPath('/a'.repeat(100))).toBe(`${'/a'.repeat(60)}…`);
  });
});
