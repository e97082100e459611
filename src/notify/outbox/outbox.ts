import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import { Injectable } from '@nestjs/common';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import type { Turn } from '../../compute/lease/turn';
import type { Notice } from '../notices/notice';

/** A notice on its way to one receiver. */
export interface Letter {
  readonly rule: string;
  readonly channel: string;
  readonly receiver: string;
  readonly notice: Notice;
  /** Whether some of it may have been told already; left out: no. */
  readonly mayBeThere?: boolean;
  /** Whether it is noted and never sent; left out: no. */
  readonly isMuted?: boolean;
  /** In so many milliseconds it is sent at the earliest; left out: now. */
  readonly waitMs?: number;
}

export type LetterState = 'due' | 'claimed' | 'sent' | 'refused' | 'uncertain' | 'muted';

/** A letter as it stands in the outbox. */
export interface StoredLetter extends Letter {
  readonly id: string;
  readonly state: LetterState;
  readonly attempts: number;
  readonly mayBeThere: boolean;
  /** Milliseconds. */
  readonly createdAt: number;
}

/** What becomes of a letter. */
export interface LetterChange {
  readonly state: LetterState;
  readonly attempts: number;
  readonly mayBeThere: boolean;
  readonly detail: string;
  /** Of `due`: how long from now. */
  readonly waitMs?: number;
}

/** Milliseconds. After so long without a word whoever claimed a letter is taken for gone. */
export const CLAIM_LAPSES = 30_000;
const MAX_AT_ONCE = 50;
const MUTED = 'the alert was muted';

interface Row {
  readonly id: string;
  readonly rule: string;
  readonly channel: string;
  readonly receiver: string;
  readonly notice: string;
  readonly state: LetterState;
  readonly attempts: number;
  readonly may_be_there: boolean;
  readonly created_ms: string;
}

/**
 * What people are to be told, kept in ClickHouse before anything is sent. A letter is put in, and claimed, in a turn of
 * the lease that all working processes share: so nothing is put in twice, and nobody sends what somebody else sends.
 */
@Injectable()
export class Outbox {
  private readonly self = `${hostname()}, process ${process.pid}`;

  constructor(private readonly clickhouse: ClickHouse) {}

  /**
   * Those of some letters that are not in the outbox, in whatever state. Whoever looks again after a crash may find
   * more or less of what an alert is about, and call the same news by another name: what is told in full is left out,
   * and what is told in part is marked.
   */
  async unknown(letters: readonly Letter[]): Promise<readonly Letter[]> {
    if (letters.length === 0) return letters;
    const ids = letters.map(letterId);
    const rows = await this.clickhouse.query<{ id: string }>('notify/there', { ids });
    const there = new Set(rows.map(({ id }) => id));
    return this.withoutTold(letters.filter((_, index) => !there.has(ids[index] ?? '')));
  }

  private async withoutTold(letters: readonly Letter[]): Promise<readonly Letter[]> {
    const rules = [
      ...new Set(letters.filter(({ notice }) => partsOf(notice).length > 0).map(({ rule }) => rule)),
    ];
    if (rules.length === 0) return letters;
    const rows = await this.clickhouse.query<ToldPart>('notify/parts_told', { rules });
    const told = new Set(rows.map(keyOf));
    return letters.flatMap((letter) => {
      const parts = partsOf(letter.notice);
      const isTold = (part: NoticePart) => told.has(keyOf({ ...letter, ...part, type: letter.notice.type }));
      if (parts.length > 0 && parts.every(isTold)) return [];
      return parts.some(isTold) ? { ...letter, mayBeThere: true } : letter;
    });
  }

  /** Puts letters in. One that is there already, in whatever state, is left alone. */
  async put(turn: Pick<Turn, 'command'>, letters: readonly Letter[]): Promise<void> {
    for (const letter of letters) {
      const { rule, channel, receiver, notice, mayBeThere = false, isMuted = false, waitMs = 0 } = letter;
      const id = letterId({ channel, receiver, notice });
      const { accounts = [], teams = [] } = notice.about ?? {};
      await turn.command('notify/put', {
        ...{ id, rule, channel, receiver, notice: JSON.stringify(notice) },
        ...{ accounts, teams, may_be_there: mayBeThere, wait_ms: Math.round(waitMs) },
        ...(isMuted ? { state: 'muted', detail: MUTED } : { state: 'due', detail: '' }),
      });
    }
  }

  /**
   * Those that are to be sent now, and those that somebody claimed who is gone: of each receiver the first, and none
   * while somebody sends one there. That an alert is over waits until it was told that it began.
   */
  async due(): Promise<StoredLetter[]> {
    const parameters = { lapse_ms: CLAIM_LAPSES, limit: MAX_AT_ONCE, held_back: await this.heldBack() };
    return (await this.clickhouse.query<Row>('notify/due', parameters)).map(letterOf);
  }

  private async heldBack(): Promise<readonly string[]> {
    const rows = await this.clickhouse.query<{ id: string }>('notify/held_back', {});
    return rows.map(({ id }) => id);
  }

  /** In how many milliseconds something is due, at the earliest; `undefined`: nothing waits. */
  async nextDueIn(): Promise<number | undefined> {
    const [row] = await this.clickhouse.query<{ in_ms: string | null }>('notify/next_due', {
      lapse_ms: CLAIM_LAPSES,
      held_back: await this.heldBack(),
    });
    return row === undefined || row.in_ms === null ? undefined : Number(row.in_ms);
  }

  /**
   * Before a letter is sent: whoever sees it afterwards leaves it alone, until the claim lapses.
   * @param known what is known of it by now
   * @returns it as it is then
   */
  async claim(
    turn: Pick<Turn, 'command'>,
    letter: StoredLetter,
    known: Pick<LetterChange, 'attempts' | 'mayBeThere'>,
  ): Promise<StoredLetter> {
    const change = { ...known, state: 'claimed', detail: '' } as const;
    await turn.command('notify/change', this.changeOf(letter, change));
    return { ...letter, ...known, state: 'claimed' };
  }

  /** Whether nobody has changed a letter since it was read or claimed. */
  async isStill({ id, state, attempts }: StoredLetter): Promise<boolean> {
    return (await this.clickhouse.query('notify/is_still', { id, state, attempts })).length > 0;
  }

  /** Of a letter that this process is still sending: else it would be taken for gone. */
  claimLonger(letter: StoredLetter): Promise<void> {
    const { attempts, mayBeThere } = letter;
    return this.settle(letter, { state: 'claimed', attempts, mayBeThere, detail: '' });
  }

  /** Of a letter that nobody sends: in a turn, as a claim is. */
  settleUnclaimed(turn: Pick<Turn, 'command'>, letter: StoredLetter, change: LetterChange): Promise<void> {
    return turn.command('notify/change', this.changeOf(letter, change));
  }

  /** After the letter, which this process has claimed, was sent or was tried to be. */
  settle(letter: StoredLetter, change: LetterChange): Promise<void> {
    return this.clickhouse.command('notify/change', this.changeOf(letter, change));
  }

  private changeOf(letter: StoredLetter, { state, attempts, mayBeThere, detail, waitMs = 0 }: LetterChange) {
    return {
      ...{ id: letter.id, state_before: letter.state, attempts_before: letter.attempts },
      ...{ state, attempts, may_be_there: mayBeThere, detail, wait_ms: Math.round(waitMs) },
      claimed_by: this.self,
    };
  }
}

/** One of the things that an alert tells of, and the time for which that has been firing. */
interface NoticePart {
  readonly about: string;
  readonly firing: string;
}

interface ToldPart extends NoticePart {
  readonly rule: string;
  readonly channel: string;
  readonly receiver: string;
  readonly type: string;
}

/** As alerts name them in what is told to programs. */
function partsOf({ data }: Notice): readonly NoticePart[] {
  const { about } = data;
  if (!Array.isArray(about)) return [];
  return (about as Partial<NoticePart>[]).flatMap(({ about: of, firing }) =>
    of === undefined || firing === undefined || firing === '' ? [] : { about: of, firing },
  );
}

function keyOf({ rule, channel, receiver, type, about, firing }: ToldPart): string {
  return JSON.stringify([rule, channel, receiver, type, about, firing]);
}

/** The same for the same notice to the same receiver. */
export function letterId({
  channel,
  receiver,
  notice,
}: Pick<Letter, 'channel' | 'receiver' | 'notice'>): string {
  const hash = createHash('sha256').update(JSON.stringify([notice.id, channel, receiver]));
  return hash.digest('hex').slice(0, 32);
}

function letterOf({ notice, may_be_there: mayBeThere, created_ms: created, ...row }: Row): StoredLetter {
  return { ...row, mayBeThere, createdAt: Number(created), notice: noticeOf(notice) };
}

/** As it was written here. */
export function noticeOf(text: string): Notice {
  const { at, unsubscribe, ...notice } = JSON.parse(text) as Notice & { at: string; unsubscribe?: string };
  return {
    ...notice,
    at: new Date(at),
    ...(unsubscribe !== undefined && { unsubscribe: new URL(unsubscribe) }),
  };
}
