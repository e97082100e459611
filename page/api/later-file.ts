import { refusal, unreachable } from './refusal';

/**
 * Imports a file of the page that is fetched when it is wanted. A browser that could not fetch one does not try again
 * until the page is reloaded: nothing is imported before the service is there.
 * @throws PageError where it is not
 */
export async function laterFile<Content>(load: () => Promise<Content>): Promise<Content> {
  const response = await fetch(import.meta.url, { method: 'HEAD', cache: 'no-store' }).catch(
    (error: unknown) => {
      throw unreachable(error);
    },
  );
  if (response.status >= 500) throw refusal(response.status, {});
  return load();
}
