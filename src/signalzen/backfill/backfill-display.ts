import { ProgressLine } from '../../platform/terminal/progress-line';
import type { Screen } from '../../platform/terminal/progress-line';
import type { BackfillProgress } from './backfill';

/** Shows a person how far the backfill of an account is, how fast, and how long it will take. */
export class BackfillDisplay {
  private readonly line: ProgressLine;
  private last: Readonly<BackfillProgress> | undefined;

  constructor(
    screen: Screen,
    private readonly account: string,
  ) {
    this.line = new ProgressLine(screen);
  }

  update(progress: Readonly<BackfillProgress>): void {
    this.last = progress;
    this.line.update(() => this.underWay(progress));
  }

  /** @param isComplete whether everything was read */
  finish(isComplete: boolean): void {
    const progress = this.last;
    if (progress === undefined) {
      this.line.finish(`${this.account}: ${isComplete ? 'no chat was to be read' : 'nothing was read yet'}`);
      return;
    }
    this.line.finish(isComplete ? this.done(progress) : this.underWay(progress));
  }

  private underWay(progress: Readonly<BackfillProgress>): string {
    const { chatsSeen, chatsInAll } = progress;
    const left = this.secondsLeft(progress);
    const of = chatsInAll === 0 ? '' : ` of ${Math.max(chatsInAll, chatsSeen)}`;
    return [
      `${this.account}: ${chatsSeen}${of} chats`,
      `${progress.messages} messages`,
      `${progress.restored} new`,
      `${progress.linked} linked`,
      `${(progress.chatsRead / this.line.seconds).toFixed(1)} chats/s`,
      ...(left === undefined ? [] : [`about ${spoken(left)} left`]),
    ].join(', ');
  }

  private done(progress: Readonly<BackfillProgress>): string {
    const { chatsRead, chatsReadBefore, chatsOlder, gone, messages, restored, linked, unreadable } = progress;
    const part = (count: number, what: string) => (count === 0 ? [] : [`${count} ${what}`]);
    return [
      `${this.account}: ${chatsRead} chats with ${messages} messages read in ${spoken(this.line.seconds)}`,
      `${restored} messages were new`,
      `${linked} got their chat`,
      ...part(chatsReadBefore, 'chats were read before'),
      ...part(chatsOlder, 'chats have not changed since'),
      ...part(gone, 'chats are gone'),
      ...part(unreadable, 'things could not be read and are kept as deliveries'),
    ].join('; ');
  }

  private secondsLeft({ chatsSeen, chatsInAll }: Readonly<BackfillProgress>): number | undefined {
    if (chatsSeen === 0 || chatsInAll <= chatsSeen) return undefined;
    return ((chatsInAll - chatsSeen) / chatsSeen) * this.line.seconds;
  }
}

function spoken(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  if (seconds < 3600) return `${Math.ceil(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}
