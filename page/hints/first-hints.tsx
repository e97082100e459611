import { useSignal } from '@preact/signals';
import { later, quietly } from '../components/later';
import { laterParts } from '../components/later-parts-file';
import { browserStore } from '../session/browser-store';

const KEY = 'signalzen-analytics.hints';

const Hints = later(async () => (await laterParts()).Hints, quietly);

/** What the page is, on the first visit with this browser, until somebody has read it. */
export function FirstHints() {
  const isWanted = useSignal(browserStore.read('localStorage', KEY) === undefined);
  if (!isWanted.value) return null;
  return (
    <Hints
      onRead={() => {
        browserStore.keep('localStorage', KEY, 'read');
        isWanted.value = false;
      }}
    />
  );
}
