import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';

interface SavedFile {
  readonly name: string;
  readonly lines: readonly string[];
}

/** Lets a tab save files into a folder; each call of `next` gives the next one, once it is complete. */
export async function savedFiles(tab: Page, folder: string): Promise<{ next(): Promise<SavedFile> }> {
  const session = await tab.browser().target().createCDPSession();
  const { browserContextId } = await contextOf(tab);
  await session.send('Browser.setDownloadBehavior', {
    behavior: 'allow',
    downloadPath: folder,
    eventsEnabled: true,
    ...(browserContextId === undefined ? {} : { browserContextId }),
  });
  const waiting: string[] = [];
  const names = new Map<string, string>();
  let wake: () => void = () => undefined;
  session.on('Browser.downloadWillBegin', ({ guid, suggestedFilename }) =>
    names.set(guid, suggestedFilename),
  );
  session.on('Browser.downloadProgress', ({ guid, state }) => {
    if (state !== 'completed') return;
    waiting.push(names.get(guid) ?? '');
    wake();
  });
  const next = async (): Promise<SavedFile> => {
    const name = waiting.shift();
    if (name === undefined) {
      await new Promise<void>((resolve) => (wake = resolve));
      return next();
    }
    const text = await readFile(join(folder, name), 'utf8');
    return { name, lines: text.split('\r\n').slice(0, -1) };
  };
  return { next };
}

async function contextOf(tab: Page): Promise<{ browserContextId: string | undefined }> {
  const session = await tab.createCDPSession();
  const { targetInfo } = await session.send('Target.getTargetInfo');
  await session.detach();
  return { browserContextId: targetInfo.browserContextId };
}
