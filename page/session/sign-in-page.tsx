import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { GraphqlClient } from '../api/graphql-client';
import { PageError } from '../api/page-error';
import { SIGN_IN_CHECK } from '../api/sign-in-check';
import { ProblemText } from '../components/problem-text';
import { LanguageChoice } from '../controls/language-choice';
import { RichText } from '../messages/rich-text';
import { t } from '../messages/text';
import { session } from './session';

/** Asks for an API token until the service knows it, or leads to the provider with whom people sign in. */
export function SignInPage() {
  const token = useRef<HTMLInputElement>(null);
  const stays = useRef<HTMLInputElement>(null);
  const isChecking = useSignal(false);
  const error = useSignal<unknown>(undefined);

  useLayoutEffect(() => token.current?.focus(), []);

  const check = async (): Promise<void> => {
    const given = token.current?.value.trim() ?? '';
    isChecking.value = true;
    error.value = undefined;
    try {
      await new GraphqlClient({ token: given }).ask(SIGN_IN_CHECK);
      session.signIn(given, stays.current?.checked ?? false);
    } catch (refused) {
      error.value = refused;
      token.current?.focus();
    } finally {
      isChecking.value = false;
    }
  };
  return (
    <main class="sign-in-page">
      <form
        class="sign-in card"
        aria-labelledby="sign-in-title"
        onSubmit={(event) => {
          event.preventDefault();
          void check();
        }}
      >
        <h1 id="sign-in-title">{t('app.name')}</h1>
        <p class="quiet">{t('signIn.invitation')}</p>
        <ProviderButton />
        <label for="token">{t('signIn.token')}</label>
        <input
          ref={token}
          id="token"
          type="password"
          autocomplete="current-password"
          required
          spellcheck={false}
          dir="ltr"
          aria-invalid={error.value === undefined ? undefined : 'true'}
          aria-describedby="token-hint sign-in-problem"
        />
        <p id="token-hint" class="hint">
          <RichText
            of="signIn.hint"
            values={{
              setting: <code>API_TOKEN</code>,
              entry: <code>apiToken</code>,
              file: <code>data/secrets.json</code>,
            }}
          />
        </p>
        <div class="check">
          <input ref={stays} id="stays" type="checkbox" />
          <label for="stays">{t('signIn.stay')}</label>
        </div>
        <p id="sign-in-problem" class="problem" role="alert">
          {!isChecking.value && <SignInProblem error={error.value} />}
        </p>
        <button type="submit" class="primary" disabled={isChecking.value}>
          {t('signIn.submit')}
        </button>
        <LanguageChoice />
      </form>
    </main>
  );
}

function SignInProblem({ error }: { readonly error: unknown }) {
  if (error === undefined) return <>{problemOfReason()}</>;
  if (!(error instanceof PageError)) return <>{t('signIn.fault')}</>;
  if (error.code === 'SIGN_IN') return <>{t('signIn.unknown')}</>;
  return <RichText of="signIn.again" values={{ problem: <ProblemText error={error} /> }} />;
}

function problemOfReason(): string {
  if (session.reason.value === undefined) return '';
  return t(session.reason.value === 'OVER' ? 'signIn.over' : 'signIn.unknownAnyMore');
}

/** To the provider and back to this view, where the service has one. */
function ProviderButton() {
  const { openid } = session.ways.value;
  if (openid === null) return null;
  const back = encodeURIComponent(`/${location.search}`);
  return (
    <button
      type="button"
      class="primary"
      onClick={() => {
        location.assign(`${openid.url}?return=${back}`);
      }}
    >
      <RichText of="signIn.with" values={{ name: openid.name }} />
    </button>
  );
}
