import type { DigestSubject } from '../../platform/rules/digest-rules';
import type { Rules } from '../../platform/rules/rules';
import type { Notice, NoticeFigure } from '../notices/notice';
import { noticeId } from '../notices/notice-id';
import type { SheetRow } from '../notices/digest-sheet';
import { digestSheet } from './digest-sheet-of';
import type { WrittenDigest } from './digest-sheet-of';
import { inDigest } from './digest-words';

/** What a digest is about, as its state names it. */
export function aboutOf({ account, team }: DigestSubject): string {
  return account ?? team ?? '';
}

/** What a digest is about, as people call it. */
export function subjectOf(
  { account, team }: DigestSubject,
  { accounts }: Pick<Rules, 'accounts'>,
): WrittenDigest['subject'] {
  if (account !== undefined) return { kind: 'account', name: accounts.get(account)?.name ?? account };
  return team === undefined ? { kind: 'all', name: '' } : { kind: 'team', name: team };
}

interface NoticeOf extends WrittenDigest {
  readonly about: DigestSubject;
  /** Where people reach the page. */
  readonly publicUrl: URL | undefined;
  readonly at: Date;
}

/** What people are told by a digest; its id follows from what it tells of. */
export function digestNotice(of: NoticeOf): Notice {
  const { digest, about, due, numbers, at, zone } = of;
  const sheet = digestSheet(of);
  const [{ rows: figures = [] } = {}] = sheet.sections.filter(({ rows }) => rows !== undefined);
  const movements = sheet.sections.flatMap(({ sentences = [] }) => sentences);
  return {
    id: noticeId('digest', digest.name, aboutOf(about), digest.every, due.first),
    type: 'digest',
    at,
    about: { accounts: listOf(about.account), teams: listOf(about.team) },
    title: of.subject.name === '' ? sheet.title : `${of.subject.name}: ${sheet.title}`,
    text: [...sheet.remarks, ...[...sheet.sentences, ...movements].map(({ text }) => text)],
    figures: figures.map(figureOf),
    links: linksOf(of),
    sheet,
    data: {
      rule: digest.name,
      ...{
        every: digest.every,
        account: about.account,
        team: about.team,
        timezone: zone,
        clock: digest.clock,
      },
      ...{ from: new Date(due.from), to: new Date(due.to), dueAt: new Date(due.at) },
      ...{ isLate: of.isLate, isComplete: of.isComplete },
      ...{ sentences: numbers.sentences, movements: numbers.movements, changes: numbers.figures },
      targets: numbers.targets,
      earlier: of.earlier.map(({ from, to }, index) => ({
        ...{ from: new Date(from), to: new Date(to), ...numbers.earlier[index] },
      })),
      earlierLeftOut: of.left,
    },
  };
}

function figureOf({ label, value, change, note, tone }: SheetRow): NoticeFigure {
  const text = [change, note].filter((part) => part !== '').join(' · ');
  return { label, value, note: text, ...(tone !== 'neutral' && { tone }) };
}

/** The page with the same days, compared with the same as here. */
function linksOf({ publicUrl, digest, about, due, zone }: NoticeOf): Notice['links'] {
  if (publicUrl === undefined) return [];
  const url = new URL('/', publicUrl);
  const { searchParams } = url;
  searchParams.set('from', due.first);
  searchParams.set('to', due.last);
  if (digest.every === 'day') searchParams.set('compare', weekBefore(due.first));
  searchParams.set('zone', zone);
  if (digest.clock === 'WORKING') searchParams.set('clock', 'working');
  if (about.account !== undefined) searchParams.set('account', about.account);
  if (about.team !== undefined) searchParams.set('team', about.team);
  return [{ text: inDigest(digest.language, 'open'), url: url.href }];
}

function weekBefore(date: string): string {
  return new Date(Date.parse(`${date}T00:00Z`) - 7 * 86_400_000).toISOString().slice(0, 'yyyy-mm-dd'.length);
}

function listOf(name: string | undefined): string[] {
  return name === undefined ? [] : [name];
}
