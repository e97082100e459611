/**
 * A provider of OpenID Connect on this machine: `node play-openid-provider.mjs <public URL of the client>`. Prints its
 * issuer once it listens. Whoever gives a name of GROUPS for a login is that person, with any password.
 */
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const { process, console } = globalThis;
const [publicUrl] = process.argv.slice(2);
const GROUPS = { jane: ['everybody', 'support'], bob: ['gardeners'] };

const server = createServer();
server.listen(0, '127.0.0.1', () => {
  // Another site than the client's: cookies that a browser sends from there are those that it would send from anywhere.
  const issuer = `http://localhost:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'signalzen-analytics',
        client_secret: 'a-secret-of-the-client',
        redirect_uris: [`${publicUrl}/auth/callback`],
        post_logout_redirect_uris: [`${publicUrl}/`],
      },
    ],
    claims: { openid: ['sub'], profile: ['name'], groups: ['groups'] },
    scopes: ['openid', 'profile', 'groups'],
    cookies: { keys: ['a-key-for-cookies'] },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, name: `${id} of Acme`, email: 'shared@acme.example', groups: GROUPS[id] }),
    }),
    features: { devInteractions: { enabled: true } },
  });
  provider.on('server_error', (_, error) => console.error(error));
  server.on('request', provider.callback());
  console.log(issuer);
});
