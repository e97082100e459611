import { t } from '../messages/text';
import type { Access } from './access';
import { session } from './session';

/** Who is signed in, if that has a name, and the way out, if there is one. */
export function SignOut({ access }: { readonly access: Access }) {
  const person = 'person' in access ? access.person : undefined;
  return (
    <>
      {person !== undefined && (
        <bdi class="signed-in-person" title={t('app.signedIn')}>
          {person.name}
        </bdi>
      )}
      {person?.signOut !== null && (
        <button type="button" class="quiet-button" onClick={() => void session.signOut()}>
          {t('app.signOut')}
        </button>
      )}
    </>
  );
}
