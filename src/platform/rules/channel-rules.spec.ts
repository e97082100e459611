import { readRules } from './read-rules';
import { problemText, RulesError } from './rules-problem';

const KEY = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const VARIABLES: Readonly<Record<string, string>> = {
  PASSWORD: 'pass-w0rd',
  KEY,
  OTHER_KEY: `whsec_${Buffer.alloc(24, 8).toString('base64')}`,
  SHORT_KEY: `whsec_${Buffer.alloc(16).toString('base64')}`,
  ROOM: 'https://chat.example/hooks/t0ken',
  CONNECTOR: 'https://acme.webhook.office.com/webhookb2/t0ken',
  PLAIN: 'http://chat.example/hooks/t0ken',
};
const around = {
  accounts: ['default'],
  calendars: { daysOf: () => ({ days: [], problems: [] }) },
  publicUrl: undefined,
  variable: (name: string) => VARIABLES[name],
  copilotIds: [],
  copilotOnAccounts: [],
  retention: { texts: undefined, events: undefined, facts: undefined, leastEventsDays: 23 },
};
const MAIL = 'mail: { host: smtp.example.com, from: figures@example.com }\n';
const read = (text: string) => readRules('analytics.yaml', Buffer.from(text), around).rules.channels;

function problemsOf(text: string): string[] {
  try {
    read(text);
    return [];
  } catch (error) {
    if (!(error instanceof RulesError)) throw error;
    return error.problems.map(problemText);
  }
}

describe('Channels', () => {
  it('are read, with the server of mails and secrets of the environment', () => {
    const channels = read(`${MAIL}channels:
  leads: { email: [ann@example.com, ben@example.com, ann@example.com] }
  hook: { webhook: 'https://alerts.example/a?b=1', secret: ['\${KEY}', '\${OTHER_KEY}'] }
  room: { teams: '\${ROOM}' }
`);
    expect(channels.get('leads')).toEqual({
      ...{ name: 'leads', kind: 'email', to: ['ann@example.com', 'ben@example.com'] },
      server: {
        ...{ host: 'smtp.example.com', port: 587, security: 'starttls', login: undefined },
        from: 'figures@example.com',
      },
    });
    expect(channels.get('hook')).toMatchObject({
      kind: 'webhook',
      secrets: [Buffer.alloc(32, 7), Buffer.alloc(24, 8)],
    });
    expect(channels.get('room')).toMatchObject({
      kind: 'teams',
      url: new URL('https://chat.example/hooks/t0ken'),
    });
  });

  it.each([
    ['a: {}', 'channels.a must say where it leads by one of email, webhook, slack, teams, discord'],
    ["a: { slack: '${ROOM}', discord: '${ROOM}' }", 'must say where it leads by one of'],
    ["a: { slack: 'https://chat.example/hooks/t0ken' }", 'must be ${NAME}, which names a variable'],
    ["a: { slack: '${NOWHERE}' }", 'names ${NOWHERE}, and there is no NOWHERE in the environment'],
    ["a: { slack: '${PLAIN}' }", 'names a variable that must hold an https address'],
    ["a: { teams: '${CONNECTOR}' }", 'Office 365 connector, which Microsoft has retired'],
    [
      "a: { webhook: 'https://a.example' }",
      'channels.a.secret is missing: it must name a variable that must hold whsec_',
    ],
    ["a: { webhook: 'https://a.example', secret: '${SHORT_KEY}' }", '24 to 64 bytes'],
    ["a: { webhook: 'http://a.example', secret: '${KEY}' }", 'must be an https address'],
    ["a: { slack: '${ROOM}', secret: '${KEY}' }", 'says nothing here'],
    ['a: { email: "Ann <ann@example.com>" }', 'must be a mail address such as ann@example.com'],
    ['a: { emial: ann@example.com }', 'did you mean email?'],
  ])('are refused where they say %s', (channel, problem) => {
    const problems = problemsOf(`${MAIL}channels:\n  ${channel}\n`);
    expect(problems.join('\n')).toContain(problem);
    expect(problems.join('\n')).not.toMatch(/t0ken|whsec_[A-Z]{5}/);
  });

  it.each([
    ['{ host: smtp.example.com, from: a@b.example, security: none }', 'mail.security may be none only where'],
    [
      '{ host: smtp.example.com, from: a@b.example, user: a }',
      'mail.password is missing: it must be given together with user',
    ],
    ["{ host: smtp.example.com, from: a@b.example, password: '${PASSWORD}' }", 'together with user'],
    ['{ host: smtp.example.com, from: nobody }', 'mail.from must be a mail address'],
    ['{ from: a@b.example }', 'mail.host is missing: it must be the name of a mail server'],
  ])('have no mail server that is %s', (mail, problem) => {
    expect(problemsOf(`mail: ${mail}\n`).join('\n')).toContain(problem);
  });

  it('by mail need a mail server', () => {
    expect(problemsOf('channels:\n  a: { email: ann@example.com }\n')).toEqual([
      'analytics.yaml:2:15: channels.a.email needs the section `mail` of this file: it says which server takes mails',
    ]);
  });
});
