import { useSignal } from '@preact/signals';
import { TEST_CHANNEL } from '../api/notifications';
import type { Channel, ChannelTrial } from '../api/notifications';
import { ProblemText } from '../components/problem-text';
import { ServiceText } from '../components/service-text';
import { dayAndClock } from '../format/times';
import { numberText, t } from '../messages/text';
import { usePageStore } from '../store/use-page-store';

interface ChannelListProps {
  readonly channels: readonly Channel[];
  readonly onTried: () => void;
}

/** Where notifications go, whether they arrive, and a trial of each. */
export function ChannelList({ channels, onTried }: ChannelListProps) {
  if (channels.length === 0) return <p class="quiet">{t('notify.noChannels')}</p>;
  const names = [...new Set(channels.map(({ name }) => name))];
  return (
    <ul class="findings">
      {names.map((name) => (
        <ChannelItem
          key={name}
          name={name}
          receivers={channels.filter((channel) => channel.name === name)}
          onTried={onTried}
        />
      ))}
    </ul>
  );
}

interface ChannelItemProps {
  readonly name: string;
  /** At least one. */
  readonly receivers: readonly Channel[];
  readonly onTried: () => void;
}

function ChannelItem({ name, receivers, onTried }: ChannelItemProps) {
  const { client, navigation } = usePageStore();
  const { zone } = navigation.view.value;
  const trials = useSignal<readonly ChannelTrial[]>([]);
  const problem = useSignal<unknown>(undefined);
  const isTrying = useSignal(false);
  const tryIt = async (): Promise<void> => {
    isTrying.value = true;
    [trials.value, problem.value] = [[], undefined];
    try {
      trials.value = (await client.ask(TEST_CHANNEL, { channel: name })).testChannel;
    } catch (error) {
      problem.value = error;
    }
    isTrying.value = false;
    onTried();
  };
  return (
    <li>
      <b>
        <bdi>{name}</bdi>
      </b>{' '}
      <span class="quiet">
        <KindText kind={receivers[0]?.kind} />
      </span>{' '}
      <button
        type="button"
        class="quiet-button"
        disabled={isTrying.value}
        aria-label={t('notify.try.label', { name })}
        onClick={() => void tryIt()}
      >
        {t('notify.try')}
      </button>
      {receivers.map(({ receiver, disabledAt, reason, sent, refused, due }) => (
        <div key={receiver} class={disabledAt === null ? undefined : 'finding-fail'}>
          {receiver !== null && <bdi>{receiver}</bdi>}{' '}
          <span class="quiet">
            {t('notify.traffic', {
              sent: numberText(sent),
              refused: numberText(refused),
              due: numberText(due),
            })}
          </span>
          {disabledAt !== null && (
            <p>
              <b>{t('notify.disabled', { since: dayAndClock(Date.parse(disabledAt), zone) })}</b>{' '}
              <ServiceText>{reason}</ServiceText>
            </p>
          )}
        </div>
      ))}
      <div role="status">
        {problem.value !== undefined && (
          <p class="problem">
            <ProblemText error={problem.value} />
          </p>
        )}
        {trials.value.map(({ receiver, result, detail, isEnabledAgain }) => (
          <p key={receiver} class={result === 'SENT' ? undefined : 'problem'}>
            {receiver !== null && <bdi>{receiver}</bdi>} {t(`notify.trial.${result}`)}{' '}
            <ServiceText>{detail}</ServiceText> {isEnabledAgain && t('notify.enabledAgain')}
          </p>
        ))}
      </div>
    </li>
  );
}

/** Others are names of products. */
function KindText({ kind = '' }: { readonly kind: string | undefined }) {
  if (kind === 'email' || kind === 'webhook') return <>{t(`notify.kind.${kind}`)}</>;
  return <bdi>{kind.charAt(0).toUpperCase() + kind.slice(1)}</bdi>;
}
