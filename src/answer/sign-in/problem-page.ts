import type { Response } from 'express';

const CONTENT_SECURITY_POLICY =
  "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Says to a person why nobody is signed in, and how to go on. */
export function sendProblemPage(
  response: Response,
  { status, message, canTryAgain }: { status: number; message: string; canTryAgain: boolean },
): void {
  const again = canTryAgain ? '<p><a href="/auth/sign-in">Try again</a></p>' : '';
  response
    .status(status)
    .set('Content-Security-Policy', CONTENT_SECURITY_POLICY)
    .type('html')
    .send(
      `<!doctype html><html lang="en"><meta charset="utf-8"><title>Not signed in</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<h1>Not signed in</h1><p>${escaped(message)}</p>${again}<p><a href="/">Back to the page</a></p></html>
`,
    );
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
