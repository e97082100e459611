/** `warn`: it works, and somebody should look at it; `fail`: it does not work, or will lose something. */
export type Level = 'ok' | 'warn' | 'fail';

/** One thing that was looked at: fine, or what to do about it. It holds no secret. */
export interface Finding {
  /** What was looked at, in a word. */
  readonly check: string;
  readonly level: Level;
  readonly text: string;
}

export const LEVELS: readonly Level[] = ['ok', 'warn', 'fail'];

/** The worst of all. */
export function worstOf(findings: readonly Finding[]): Level {
  return LEVELS[Math.max(0, ...findings.map(({ level }) => LEVELS.indexOf(level)))] ?? 'ok';
}

type Say = (text: string) => Finding;

/** The words of one check. */
export function findingsOf(check: string): Readonly<Record<Level, Say>> {
  const say =
    (level: Level): Say =>
    (text) => ({ check, level, text });
  return { ok: say('ok'), warn: say('warn'), fail: say('fail') };
}
