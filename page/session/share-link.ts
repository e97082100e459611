const SHARE = /^#share=([\w.-]+)$/;

/**
 * The secret of the share link that the page was opened with. It stays in the fragment, which no server sees: so the
 * page can be reloaded, and nothing of it is kept in the browser.
 */
export function shareLink(): string | undefined {
  return SHARE.exec(location.hash)?.[1];
}

/** Another link in the same tab is another page. */
export function followShareLinks(): void {
  addEventListener('hashchange', () => {
    location.reload();
  });
}
