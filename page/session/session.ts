import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { Access } from './access';
import { takeSignInLink } from './sign-in-link';
import { NO_WAYS, signedInPerson, signInWays, signOutOfService } from './sign-in-ways';
import type { SignInWays } from './sign-in-ways';
import { tokenStore } from './token-store';

/** Why somebody signs in again: their token is none any more, or their sign-in is over. */
export type SignOutReason = 'UNKNOWN_TOKEN' | 'OVER' | undefined;

const kept = tokenStore.read(takeSignInLink());
const access = signal<Access | undefined>(kept === undefined ? undefined : { token: kept });
const ways = signal(NO_WAYS);
const reason = signal<SignOutReason>(undefined);

/** Whether somebody is signed in: what the page asks with, or why there is nothing. */
export const session = {
  access: access as ReadonlySignal<Access | undefined>,
  /** Known once {@link recognize} has resolved. */
  ways: ways as ReadonlySignal<SignInWays>,
  reason: reason as ReadonlySignal<SignOutReason>,

  /** Resolves when it is known whether somebody is signed in without a token. */
  async recognize(): Promise<void> {
    if (access.value !== undefined) return;
    ways.value = await signInWays();
    if (ways.value.openid === null && !ways.value.proxy) return;
    const person = await signedInPerson();
    if (person !== undefined) access.value = { person };
  },

  /** @param stays whether the browser keeps the token when the tab is closed */
  signIn(token: string, stays: boolean): void {
    tokenStore.keep(token, stays);
    access.value = { token };
  },

  /** Somebody wants to leave. */
  async signOut(): Promise<void> {
    const signOut =
      access.value !== undefined && 'person' in access.value ? access.value.person.signOut : null;
    if (signOut !== null) {
      location.assign(signOut.method === 'POST' ? await signOutOfService(signOut.url) : signOut.url);
      return;
    }
    leave(undefined);
  },

  /** The service does not know whom the page asks for any more. */
  expire(): void {
    leave(access.value !== undefined && 'person' in access.value ? 'OVER' : 'UNKNOWN_TOKEN');
  },
};

function leave(why: SignOutReason): void {
  tokenStore.forget();
  reason.value = why;
  access.value = undefined;
  // Of whoever came with a token, nobody has asked yet.
  if (ways.value === NO_WAYS) void signInWays().then((known) => (ways.value = known));
}
