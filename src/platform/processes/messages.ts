import type { Role } from '../config/roles';

/** From a process of the service to its supervisor. */
export type ChildMessage =
  /** The data directory and the address are its own: others may use what belongs to them. */
  | { readonly type: 'claimed' }
  /** It does its work. */
  | { readonly type: 'ready'; readonly url?: string }
  /** It ends, and would again: what is wrong has to be mended first, and is said in a moment. */
  | { readonly type: 'useless' };

/** From the supervisor to a process. */
export type SupervisorMessage = { readonly type: 'go' | 'stop' | 'reload' };

export function rolesFromArgument(text = ''): Role[] {
  return text.split('+') as Role[];
}
