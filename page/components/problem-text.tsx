import { PageError } from '../api/page-error';
import { language } from '../messages/language';
import { RichText } from '../messages/rich-text';
import { t } from '../messages/text';
import { ServiceText } from './service-text';

interface ProblemTextProps {
  readonly error: unknown;
  /** Said of what is no answer of the service. */
  readonly otherwise?: string;
}

/**
 * Why something did not work. What the service says of it is exact and English: in another language it stands behind
 * what it comes to.
 */
export function ProblemText({ error, otherwise = t('app.failed') }: ProblemTextProps) {
  if (error === undefined) return null;
  if (!(error instanceof PageError)) return <>{otherwise}</>;
  const { code, message, isOfService } = error;
  if (!isOfService) return <>{message}</>;
  const detail = <ServiceText>{message}</ServiceText>;
  if (language.value.code === 'en') return detail;
  return <RichText of="problem.of" values={{ what: t(`notice.${code}`), detail }} />;
}
