import type { DoctorData, Finding } from '../api/operate';
import { Pending } from '../components/pending';
import { ServiceText } from '../components/service-text';
import { useAnswer } from '../episodes/use-answer';
import { enLater } from '../messages/en-later';
import { RichText } from '../messages/rich-text';
import { t } from '../messages/text';
import { usePageStore } from '../store/use-page-store';
import { SetUp } from './set-up';

/** Which accounts are connected, and what is wrong with the service, if anything is. */
export function OperatePanel() {
  return (
    <>
      <h3>{t('setUp.title')}</h3>
      <SetUp />
      <h3>{t('doctor.title')}</h3>
      <Doctor />
    </>
  );
}

function Doctor() {
  const { reports } = usePageStore();
  const { data, error, isWaiting, retry } = useAnswer('doctor', async () =>
    reports?.json<DoctorData>('/doctor'),
  );
  const findings = data?.findings ?? [];
  const fine = findings.filter(({ level }) => level === 'ok');
  return (
    <div aria-busy={isWaiting ? 'true' : undefined}>
      {data === undefined && <Pending error={error} onRetry={retry} />}
      <Findings findings={findings.filter(({ level }) => level !== 'ok')} />
      {findings.length > 0 && (
        <details>
          <summary>{t('doctor.fine', { n: fine.length })}</summary>
          <Findings findings={fine} />
        </details>
      )}
      {data !== undefined && (
        <button type="button" class="quiet-button" disabled={isWaiting} onClick={retry}>
          {t('doctor.again')}
        </button>
      )}
    </div>
  );
}

function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  return (
    <ul class="findings">
      {findings.map(({ check, level, text }) => (
        <li key={check + text} class={`finding-${level}`}>
          <b>{t(`doctor.${level}`)}</b>{' '}
          <RichText
            of="doctor.finding"
            values={{ check: nameOf(check), text: <ServiceText>{text}</ServiceText> }}
          />
        </li>
      ))}
    </ul>
  );
}

/** Others are names of products. */
function nameOf(check: string): string {
  const key = `doctor.check.${check}`;
  return isText(key) ? t(key) : check;
}

function isText(key: string): key is Extract<keyof typeof enLater, `doctor.check.${string}`> {
  return Object.hasOwn(enLater, key);
}
