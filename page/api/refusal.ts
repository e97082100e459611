import { t } from '../messages/text';
import { PageError } from './page-error';

/** Why the service refused, from the status of its answer and the first of its errors. */
export function refusal(status: number, body: unknown): PageError {
  const message = messageOf(body) ?? t('error.status', { status: String(status) });
  if (status === 401) return new PageError('SIGN_IN', message);
  if (status === 403) return new PageError('FORBIDDEN', message);
  if (status === 429) return new PageError('BUSY', message);
  if (status >= 502 && status <= 504) return new PageError('UNAVAILABLE', message);
  if (status >= 500) return new PageError('BROKEN', message);
  return new PageError('REFUSED', message);
}

function messageOf(body: unknown): string | undefined {
  const { errors } = body as { readonly errors?: readonly { readonly message: string }[] };
  return errors?.[0]?.message;
}
