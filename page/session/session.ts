import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { tokenStore } from './token-store';

/** Why somebody is asked to sign in who was signed in already. */
export type SignOutReason = 'UNKNOWN_TOKEN' | undefined;

const token = signal(tokenStore.read());
const reason = signal<SignOutReason>(undefined);

/** Whether somebody is signed in: their token, or why there is none. */
export const session = {
  token: token as ReadonlySignal<string | undefined>,
  reason: reason as ReadonlySignal<SignOutReason>,

  /** @param stays whether the browser keeps the token when the tab is closed */
  signIn(given: string, stays: boolean): void {
    tokenStore.keep(given, stays);
    token.value = given;
  },

  signOut(why?: SignOutReason): void {
    tokenStore.forget();
    reason.value = why;
    token.value = undefined;
  },
};
