import { createHmac } from 'node:crypto';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { HttpSink, refusal, SmtpSink } from '../../../test/support/notification-sinks';
import { startTlsProxy } from '../../../test/support/tls-proxy';
import type { ChannelRules, MailRules } from '../../platform/rules/channel-rules';
import type { Notice } from '../notices/notice';
import { DiscordSender } from './discord-sender';
import { MailSender } from './mail-sender';
import { postJson, retryAfterOf } from './post';
import { reachProblem } from './reach-problem';
import { SlackSender } from './slack-sender';
import { TeamsSender } from './teams-sender';
import { WebhookSender } from './webhook-sender';

const EVIL = '<!channel> & <b>bold</b> @everyone [x](javascript:1) \u202eabc\r\nBcc: all@example.com';
const NOTICE: Notice = {
  id: 'n1',
  type: 'alert.firing',
  at: new Date('2026-11-29T12:00:00Z'),
  severity: 'critical',
  title: `3 wait, the last one is ${EVIL}`,
  text: [`It is ${EVIL}.`],
  figures: [{ label: EVIL, value: '21 min', note: EVIL }],
  links: [{ text: 'Who waits now', url: 'https://analytics.example/?view=live' }],
  data: { rule: 'waiting' },
};

describe('Posts', () => {
  let sink: HttpSink;
  const secrets = [Buffer.alloc(32, 1), Buffer.alloc(24, 2)];

  beforeAll(async () => {
    sink = await HttpSink.start();
  });
  beforeEach(() => {
    sink.reset();
  });
  afterAll(() => sink.stop());

  const webhook = () => new WebhookSender({ url: new URL(`${sink.url}/hook?a=1`), secrets });
  const answers = (status: number, headers: Record<string, string> = {}, body = '') => {
    sink.answer = (response) => response.writeHead(status, headers).end(body);
  };

  it('to a program are signed with every secret, over the bytes that are sent', async () => {
    expect(await webhook().send(NOTICE, '', false)).toEqual({ kind: 'sent' });
    const [{ path, headers, body } = { path: '', headers: {}, body: '' }] = sink.taken;
    expect(path).toBe('/hook?a=1');
    expect(headers['webhook-id']).toBe('n1');
    const signed = `n1.${String(headers['webhook-timestamp'])}.${body}`;
    expect(headers['webhook-signature']).toBe(
      secrets.map((key) => `v1,${createHmac('sha256', key).update(signed).digest('base64')}`).join(' '),
    );
    expect(Math.abs(Date.now() / 1000 - Number(headers['webhook-timestamp']))).toBeLessThan(10);
    expect(JSON.parse(body)).toMatchObject({
      type: 'alert.firing',
      timestamp: '2026-11-29T12:00:00.000Z',
      data: { rule: 'waiting', title: NOTICE.title, mayBeRepeat: false },
    });
  });

  it('to a program stay below 20 KB, and say when something is left out', async () => {
    await webhook().send({ ...NOTICE, text: ['x'.repeat(30_000)] }, '', true);
    const body = sink.taken[0]?.body ?? '';
    expect(body.length).toBeLessThan(20_000);
    expect(JSON.parse(body)).toMatchObject({ data: { isShortened: true, mayBeRepeat: true } });
  });

  it.each([
    [500, {}, { kind: 'refused', isFinal: false, reason: 'HTTP 500: no luck' }],
    [429, { 'retry-after': '7' }, { kind: 'refused', isFinal: false, retryAfterMs: 7_000 }],
    [404, {}, { kind: 'refused', isFinal: false }],
    [410, {}, { kind: 'refused', isFinal: true, isGone: true }],
    [302, { location: '/elsewhere' }, { kind: 'refused', isFinal: false }],
  ])('that a program answers with %d are told from those it takes', async (status, headers, expected) => {
    answers(status, headers, 'no\nluck');
    expect(await webhook().send(NOTICE, '', false)).toMatchObject(expected);
    expect(sink.taken).toHaveLength(1);
  });

  it('that a room of a chat refuses are not tried again, unless it has no time', async () => {
    const slack = new SlackSender(new URL(sink.url));
    answers(400, {}, 'invalid_blocks');
    const refused = { kind: 'refused', reason: 'HTTP 400: invalid_blocks', isFinal: true };
    expect(await slack.send(NOTICE, '', false)).toEqual(refused);
    answers(503);
    expect(await slack.send(NOTICE, '', false)).toMatchObject({ isFinal: false });
    answers(202);
    expect(await new TeamsSender(new URL(sink.url)).send(NOTICE, '', false)).toMatchObject({
      kind: 'sent',
      detail: 'accepted; whether it is shown, nobody says',
    });
  });

  it('are uncertain once they are sent and nobody answers, and refused where nobody listens', async () => {
    sink.answer = (_, __, socket) => socket.resetAndDestroy();
    expect(await webhook().send(NOTICE, '', false)).toMatchObject({ kind: 'uncertain' });
    const closed = new WebhookSender({ url: new URL('http://127.0.0.1:1'), secrets });
    expect(await closed.send(NOTICE, '', false)).toEqual({
      ...{ kind: 'refused', reason: 'nobody listens there', isFinal: false },
    });
    const plain = new WebhookSender({ url: new URL(sink.url.replace('http:', 'https:')), secrets });
    expect(await plain.send(NOTICE, '', false)).toMatchObject({ kind: 'refused', isFinal: false });
  });

  it('are given up after a while where nobody answers, and taken once somebody has said so', async () => {
    const post = { url: new URL(sink.url), body: '{}', isRefusalFinal: false, timeoutMs: 100 };
    sink.answer = () => undefined;
    expect(await postJson(post)).toEqual({ kind: 'uncertain', reason: 'no answer within 0.1 s' });
    // What else is said never ends.
    sink.answer = (response) => response.writeHead(200).write('o');
    expect(await postJson(post)).toEqual({ kind: 'sent' });
  });

  it('are not sent to somebody whose certificate nobody knows', async () => {
    const proxy = await startTlsProxy(Number(new URL(sink.url).port));
    const reason = expect.stringContaining('NODE_EXTRA_CA_CERTS') as unknown;
    const hook = new WebhookSender({ url: new URL(proxy.url), secrets });
    expect(await hook.send(NOTICE, '', false)).toEqual({ kind: 'refused', reason, isFinal: false });
    const room: ChannelRules = { name: 'room', kind: 'slack', url: new URL(proxy.url) };
    expect(await reachProblem(room)).toEqual(reason);
    expect(sink.taken).toEqual([]);
    await proxy.stop();
  });

  it('can be tried without sending anything', async () => {
    const room = (url: string): ChannelRules => ({ name: 'room', kind: 'slack', url: new URL(url) });
    expect(await reachProblem(room(sink.url))).toBeUndefined();
    expect(await reachProblem(room('http://127.0.0.1:1'))).toBe('nobody listens there');
    expect(await reachProblem(room(sink.url.replace('http:', 'https:')))).toEqual(expect.any(String));
    expect(sink.taken).toEqual([]);
  });

  it('ping nobody, and hold no link but ours, whatever a visitor is called', async () => {
    await new SlackSender(new URL(sink.url)).send(NOTICE, '', true);
    await new TeamsSender(new URL(sink.url)).send(NOTICE, '', true);
    await new DiscordSender(new URL(sink.url)).send(NOTICE, '', true);
    const [slack, teams, discord] = sink.taken.map(({ body }) => body);
    expect(slack).not.toMatch(/<!|<b>|@everyone</);
    // Else Slack looks for names and addresses in what is no markup as well.
    expect(slack?.match(/"mrkdwn"/g)).toHaveLength(slack?.match(/"verbatim":true/g)?.length ?? 0);
    expect(slack?.match(/<[^>]*>/g)).toEqual(['<https://analytics.example/?view=live|Who waits now>']);
    expect(teams).not.toMatch(/(?<!\\\\)\[x/);
    expect(JSON.parse(discord ?? '')).toMatchObject({ allowed_mentions: { parse: [] } });
    expect(discord).not.toMatch(/(?<!\\\\)@everyone|(?<!\\\\)\[x/);
    for (const body of [slack, teams, discord]) expect(body).toContain('Possibly a repeat');
  });

  it('are put off by as long as they are told, at most for a day', () => {
    const now = Date.parse('2026-11-29T12:00:00Z');
    const texts = ['3', 'Sun, 29 Nov 2026 12:01:00 GMT', '99999999', 'soon', undefined];
    expect(texts.map((text) => retryAfterOf(text, now))).toEqual([
      ...[3_000, 60_000, 86_400_000, undefined, undefined],
    ]);
  });
});

describe('Mails', () => {
  let sink: Awaited<ReturnType<typeof SmtpSink.start>>;
  const rules = (more: Partial<MailRules> = {}): MailRules => ({
    ...{ host: '127.0.0.1', port: sink.port, security: 'none', login: undefined },
    from: 'Figures <figures@example.com>',
    ...more,
  });
  const send = (more: Partial<MailRules> = {}, notice: Notice = NOTICE) =>
    new MailSender(rules(more)).send(notice, 'ann@example.com', false);

  beforeAll(async () => {
    sink = await SmtpSink.start();
  });
  beforeEach(() => {
    sink.reset();
  });
  afterAll(() => sink.stop());

  it('come as text and as HTML, from no person, and with the same id each time', async () => {
    const unsubscribe = new URL('https://analytics.example/unsubscribe/abc');
    expect(await send({}, { ...NOTICE, unsubscribe })).toEqual({ kind: 'sent' });
    const [{ to, raw } = { to: [], raw: '' }] = sink.taken;
    const [head = ''] = raw.split('\r\n\r\n');
    const unfolded = head.replace(/\r\n[ \t]+/g, ' ');
    expect(to).toEqual(['ann@example.com']);
    expect(unfolded).toContain('Message-ID: <n1@example.com>');
    expect(unfolded).toContain('Auto-Submitted: auto-generated');
    expect(unfolded).toContain('List-Unsubscribe: <https://analytics.example/unsubscribe/abc>');
    expect(unfolded).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    expect(unfolded).not.toMatch(/^Bcc:/im);
    expect(raw).toMatch(/multipart\/alternative/);
    const html = raw.slice(raw.indexOf('Content-Type: text/html'));
    expect(html).not.toMatch(/<b>bold|<!channel|<img|src=|@import|url\(/);
  });

  it('are refused for good, or for now, as the server says', async () => {
    sink.refuseAddress = () => refusal(550, 'no such user');
    expect(await send()).toMatchObject({ kind: 'refused', isFinal: true });
    sink.refuseAddress = () => refusal(451, 'greylisted');
    expect(await send()).toMatchObject({ kind: 'refused', isFinal: false });
    sink.reset();
    sink.refuseMail = () => refusal(552, 'too large');
    expect(await send()).toMatchObject({ kind: 'refused', isFinal: true });
    expect(sink.taken).toEqual([]);
  });

  it('are uncertain when the server has all of one and says nothing', async () => {
    sink.isCutAfterMail = true;
    expect(await send()).toMatchObject({ kind: 'uncertain' });
    expect(sink.taken).toHaveLength(1);
  });

  it('wait for a server that takes its time, and not for one that says nothing, or too little for ever', async () => {
    const patient = (silenceMs: number, allMs: number, port = sink.port) =>
      new MailSender(rules({ port }), { silenceMs, allMs }).send(NOTICE, 'ann@example.com', false);
    sink.slow = { eachMs: 100, mailMs: 0 };
    expect(await patient(1_000, 10_000)).toEqual({ kind: 'sent' });
    const mute = createServer(() => undefined).listen(0, '127.0.0.1');
    await new Promise((resolve) => mute.once('listening', resolve));
    const late = 'the mail server did not answer in time';
    const { port } = mute.address() as AddressInfo;
    expect(await patient(100, 10_000, port)).toEqual({ kind: 'refused', reason: late, isFinal: false });
    mute.close();
    const all = 'the mail server did not take it in time';
    expect(await patient(1_000, 150)).toEqual({ kind: 'refused', reason: all, isFinal: false });
    sink.slow = { eachMs: 0, mailMs: 5_000 };
    expect(await patient(300, 10_000)).toEqual({ kind: 'uncertain', reason: late });
    const stopped = new MailSender(rules()).send(NOTICE, 'a@example.com', false, AbortSignal.abort());
    expect(await stopped).toMatchObject({ kind: 'refused', isFinal: false });
  });

  it('are not sent unencrypted where encryption is asked for', async () => {
    const outcome = await send({ security: 'starttls' });
    expect(outcome).toMatchObject({ kind: 'refused', isFinal: false });
    expect(sink.taken).toEqual([]);
  });

  it('say what is wrong with the server in words', async () => {
    expect(await send({ port: 1 })).toMatchObject({ kind: 'refused', reason: 'nobody listens there' });
    const mute = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
    await new Promise((resolve) => mute.once('listening', resolve));
    const cut = await send({ port: (mute.address() as AddressInfo).port });
    expect(cut).toMatchObject({ kind: 'refused', isFinal: false });
    mute.close();
  });

  it('sign in, and say that it is the password that is wrong', async () => {
    const strict = await SmtpSink.start({
      allowInsecureAuth: true,
      authOptional: false,
      onAuth: ({ password }, _, done) => {
        if (password === 'right') done(null, { user: 'a' });
        else done(refusal(535, 'authentication failed'));
      },
    });
    const login = (password: string) => ({ port: strict.port, login: { user: 'a', password } });
    expect(await send(login('right'))).toEqual({ kind: 'sent' });
    const outcome = await send(login('wr0ng-secret'));
    expect(outcome).toMatchObject({ kind: 'refused', isFinal: false });
    expect(JSON.stringify(outcome)).toContain('does not accept user and password');
    expect(JSON.stringify(outcome)).not.toContain('wr0ng-secret');
    const problemOf = (password: string) => new MailSender(rules(login(password))).problem();
    expect([await problemOf('right'), await problemOf('wr0ng-secret')]).toEqual([
      undefined,
      expect.stringContaining('does not accept user and password'),
    ]);
    expect(strict.taken).toHaveLength(1);
    await strict.stop();
  });
});
