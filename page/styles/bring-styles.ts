import { unreachable } from '../api/refusal';
import { Retries } from '../api/try-again';

/**
 * Waits for a style sheet, so that nothing is shown without it. Where it cannot be had, things are shown plainly until
 * it has come.
 */
export async function bringStyles(address: string): Promise<void> {
  const retries = new Retries();
  const bring = async (): Promise<void> => {
    if (!(await added(address))) retries.after(unreachable(), () => void bring());
  };
  await bring();
}

/** Whether it has come. */
function added(address: string): Promise<boolean> {
  const sheet = document.createElement('link');
  sheet.rel = 'stylesheet';
  sheet.href = address;
  const settled = new Promise<boolean>((settle) => {
    sheet.onload = () => {
      settle(true);
    };
    sheet.onerror = () => {
      sheet.remove();
      settle(false);
    };
  });
  document.head.append(sheet);
  return settled;
}
