import { t } from '../messages/text';
import { PageError } from './page-error';
import type { PageErrorCode } from './page-error';

/** Why the service refused, from the status of its answer and the first of its errors. */
export function refusal(status: number, body: unknown): PageError {
  const said = messageOf(body);
  const message = said ?? t('error.status', { status: String(status) });
  return new PageError(codeOf(status), message, { isOfService: said !== undefined });
}

/** Why there is no answer at all. */
export function unreachable(cause?: unknown): PageError {
  const isOffline = !navigator.onLine;
  return new PageError(
    isOffline ? 'OFFLINE' : 'UNREACHABLE',
    t(isOffline ? 'notice.OFFLINE' : 'error.unreachable'),
    { cause },
  );
}

function codeOf(status: number): PageErrorCode {
  if (status === 401) return 'SIGN_IN';
  if (status === 403) return 'FORBIDDEN';
  if (status === 429) return 'BUSY';
  if (status >= 502 && status <= 504) return 'UNAVAILABLE';
  return status >= 500 ? 'BROKEN' : 'REFUSED';
}

function messageOf(body: unknown): string | undefined {
  const { errors } = body as { readonly errors?: readonly { readonly message: string }[] };
  return errors?.[0]?.message;
}
