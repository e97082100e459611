/** What a process of the service can do, in the order in which an event goes through them. */
export const ROLES = ['receive', 'work', 'serve'] as const;

/**
 * - `receive`: HTTP, webhooks, the spool and its way into ClickHouse; it owns the embedded ClickHouse.
 * - `work`: facts, roll-ups, erasure, and what SignalZen's API is asked for.
 * - `serve`: GraphQL, reports, the page, the metrics of all.
 */
export type Role = (typeof ROLES)[number];

/** For log lines, and in `ps`. */
export function nameOfProcess(roles: readonly Role[]): string {
  return roles.join('+');
}

/**
 * Which roles go into one process: whoever receives does nothing else, so that nothing else can keep it from
 * receiving.
 */
export function processesOf(roles: readonly Role[]): readonly (readonly Role[])[] {
  const others = roles.filter((role) => role !== 'receive');
  return [roles.filter((role) => role === 'receive'), others].filter((some) => some.length > 0);
}

export function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text);
}
