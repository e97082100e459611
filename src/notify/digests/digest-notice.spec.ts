import { sentence } from '../../answer/measures/summary/summary-sentence';
import type { TargetRow } from '../../answer/measures/targets/target-row';
import type { Message } from '../../platform/words/message';
import { DIGEST_LANGUAGES } from '../../platform/rules/digest-rules';
import { mailMessage } from '../channels/mail-message';
import { slackMessage } from '../channels/slack-sender';
import { digestNotice } from './digest-notice';
import type { DigestFigure } from './digest-numbers';
import { DIGEST_WORDS } from './digest-words';
import { lastDue } from './due-times';

const NOW = new Date('2026-11-30T08:00Z');
const WEEKLY = { every: 'week', atMinutes: 480, weekday: 1, day: 1 } as const;
const change = (
  measure: string,
  value: number,
  previous: number,
  more: Partial<DigestFigure> = {},
): DigestFigure => ({
  ...{ measure, value, previous, n: 120, nPrevious: 110, changeLow: null, changeHigh: null },
  ...{ verdict: 'NOT_DISTINGUISHABLE', previousKnown: true, matters: true, ...more },
});
const lower = { verdict: 'LOWER', changeLow: -0.16, changeHigh: -0.04 } as const;
const said = (measure: string, value: number, previous: number) =>
  sentence({
    kind: 'CHANGE',
    measure,
    value,
    previous,
    n: 120,
    nPrevious: 110,
    verdict: 'LOWER',
    matters: true,
    link: '',
  });
const SOON = {
  ...{
    target: 'soon <b>\u202e',
    measure: 'FIRST_RESPONSE',
    withinSeconds: 300,
    clock: 'WORKING',
    goalRate: 0.9,
  },
  ...{ met: 70, breached: 30, rate: 0.7, rateLow: 0.6, rateHigh: 0.79 },
} as TargetRow;

type Of = Parameters<typeof digestNotice>[0];
const notice = (language: (typeof DIGEST_LANGUAGES)[number], more: Partial<Of> = {}) =>
  digestNotice({
    digest: { name: 'weekly', language, clock: 'CALENDAR', to: ['leads'], every: 'week' },
    about: { account: 'shop', team: undefined },
    subject: { kind: 'account', name: 'Shop & <i>Co</i>' },
    ...{ zone: 'Europe/Berlin', due: lastDue(WEEKLY, 'Europe/Berlin', NOW.getTime()), earlier: [], left: 0 },
    ...{ isLate: false, isComplete: true, publicUrl: new URL('https://figures.example'), at: NOW },
    numbers: {
      sentences: [said('csatRate', 0.8, 0.9)],
      movements: [said('csatRate', 0.8, 0.9), said('episodesMissed', 12, 30)],
      figures: [change('episodesEngaged', 1204, 1180), change('csatRate', 0.8, 0.9, lower)],
      ...{ targets: [SOON], earlier: [] },
    },
    ...more,
  });
const mail = (...of: Parameters<typeof notice>) => {
  const unsubscribe = new URL('https://figures.example/unsubscribe/abc');
  const { subject, text, ...rest } = mailMessage({ ...notice(...of), unsubscribe }, false);
  // Between days stand thin spaces.
  return { ...rest, subject: subject.replaceAll('\u2009', ' '), text: text.replaceAll('\u2009', ' ') };
};

describe('a digest', () => {
  it('says what has changed, by how much and how sure that is', () => {
    const { text, subject } = mail('en');
    expect(subject).toBe('Shop & <i>Co</i>: Live chat in the week 23 – 29 Nov 2026');
    expect(text).toContain('CSAT fell from 90 % to 80 %, more than the usual ups and downs.\n');
    expect(text).toContain(
      '* Nobody answered 12 contacts, down from 30: more than the usual ups and downs.\n',
    );
    // What is said above is not said once more.
    expect(text.match(/CSAT fell/g)).toHaveLength(1);
    expect(text).toContain('Contacts: 1,204\n  +2.0 % · was 1,180\n  within the usual ups and downs\n');
    expect(text).toContain(
      'Satisfaction (CSAT): 80.0 %\n  −10.0 pts · was 90.0 %\n  more than the usual ups and downs: between 4 and 16 points lower · n\u00a0=\u00a0120',
    );
    expect(text).toContain(
      'goal 90 %: below the goal\n  First response within 5\u00a0m of working hours · n\u00a0=\u00a0100',
    );
    expect(text).toContain('compared with 16 – 22 Nov 2026');
    expect(text).toContain(
      'https://figures.example/?from=2026-11-23&to=2026-11-29&zone=Europe%2FBerlin&account=shop',
    );
    expect(text).not.toMatch(/Late|may still grow/);
  });

  it('says that it is late, that more may come, and what was not sent before', () => {
    const earlier = [lastDue(WEEKLY, 'Europe/Berlin', NOW.getTime() - 7 * 86_400_000)];
    const { numbers } = { numbers: { ...EMPTY, earlier: [{ episodesEngaged: 31, csatRate: null }] } };
    const { text } = mail('en', { earlier, left: 2, isLate: true, isComplete: false, numbers });
    expect(text).toContain('Late: this was due on Mon, 30 Nov 2026, 08:00.');
    expect(text).toContain('may still grow');
    expect(text).toContain('Nobody wrote in this time.');
    expect(text).toContain('Not sent before: 3 weeks\n');
    expect(text).toContain('16 – 22 Nov:  Contacts 31,  Wait for a first answer –,  Satisfaction (CSAT) –');
    expect(text).toContain('And 2 before that');
  });

  it.each(DIGEST_LANGUAGES)('in %s is a mail that fetches nothing, in which names are text', (language) => {
    const { html, text, headers } = mail(language);
    expect(html).toContain(
      language === 'ar' ? '<html lang="ar" dir="rtl">' : `<html lang="${language}" dir="ltr">`,
    );
    expect(html).not.toMatch(/<(img|script|link|iframe|form)|url\(|@import|src=/);
    expect(html).toContain('prefers-color-scheme:dark');
    expect(html).toContain('soon &lt;b&gt;');
    expect(html + text).not.toContain('\u202e');
    expect(html).not.toMatch(/undefined|NaN|\{\w+\}/);
    expect(Buffer.byteLength(html)).toBeLessThan(100_000);
    expect(headers).toMatchObject({
      'List-Unsubscribe': '<https://figures.example/unsubscribe/abc>',
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    });
  });

  it('is the same for the same days, whatever is found, and another one for others', () => {
    const { id } = notice('en');
    expect(notice('de', { isLate: true, at: new Date() }).id).toBe(id);
    expect(notice('en', { about: { account: 'other', team: undefined } }).id).not.toBe(id);
    expect(notice('en', { due: lastDue(WEEKLY, 'Europe/Berlin', 0) }).id).not.toBe(id);
  });

  it('is short in a room, and whole for a program', () => {
    const { data, figures, text } = notice('en');
    expect(JSON.stringify(slackMessage(notice('en'), false))).not.toMatch(/First response within|<i>/);
    expect([figures.length, text.length]).toEqual([2, 2]);
    expect(data).toMatchObject({ rule: 'weekly', account: 'shop', targets: [{ met: 70 }] });
  });
});

const EMPTY: Of['numbers'] = { sentences: [], movements: [], figures: [], targets: [], earlier: [] };

describe.each(DIGEST_LANGUAGES)('what only digests say, in %s,', (language) => {
  const formsOf = (message: Message) => (typeof message === 'string' ? { other: message } : message);
  const namesIn = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).toSorted();

  it('has the values of English, and each form of a plural', () => {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
    for (const [key, message] of Object.entries(DIGEST_WORDS[language])) {
      const english = formsOf(DIGEST_WORDS.en[key as keyof typeof DIGEST_WORDS.en]);
      expect([key, namesIn(formsOf(message).other)]).toEqual([key, namesIn(english.other)]);
      if (typeof message !== 'string')
        expect(Object.keys(message).toSorted()).toEqual(pluralCategories.toSorted());
    }
  });
});
