import { RichText } from '../messages/rich-text';
import { t } from '../messages/text';
import { SetUp } from '../operate/set-up';
import { useScope } from '../store/use-scope';

/** What a service says that has not received anything. */
export function Welcome() {
  return (
    <div class="notice card">
      <h2>{t('welcome.title')}</h2>
      <ol>
        <li>
          <RichText
            of="welcome.webhook"
            values={{ url: <code>{`${location.origin}/webhooks/signalzen`}</code> }}
          />
        </li>
        <li>
          <RichText of="welcome.secret" values={{ setting: <code>SIGNALZEN_API_SECRET</code> }} />
        </li>
        <li>
          <RichText
            of="welcome.simulate"
            values={{ command: <code>npm run demo</code>, installed: <code>signalzen-analytics demo</code> }}
          />
        </li>
      </ol>
      {useScope('operate') && <SetUp />}
      <p class="quiet">{t('welcome.then')}</p>
    </div>
  );
}
