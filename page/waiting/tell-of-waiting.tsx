import { useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { Waiting } from '../api/waiting';
import { t } from '../messages/text';
import { usePageStore } from '../store/use-page-store';
import { filterOf } from '../view/question-of';
import { newlyWaiting } from './newly-waiting';
import type { WaitingAt } from './newly-waiting';
import { waitingAlerts } from './waiting-alerts';

/** Tells of those who begin to wait, or pass a target, and shows nothing: it is there where that is switched on. */
export function TellOfWaiting() {
  const { status: store, navigation } = usePageStore();
  const before = useRef<{ readonly asked: string; readonly list: WaitingAt } | undefined>(undefined);
  useSignalEffect(() => {
    const status = store.status.value;
    if (status?.waiting === undefined) return;
    const list = { waiting: status.waiting, at: Date.parse(status.live.asOf) };
    const { current: last } = before;
    // Of another filter, those who wait are others, and no news.
    const asked = JSON.stringify(filterOf(navigation.view.peek().selection));
    before.current = { asked, list };
    if (last?.asked !== asked) return;
    const { began, breached } = newlyWaiting(last.list, list);
    const tell = (who: readonly Waiting[], title: string): void => {
      const [first] = who;
      if (first === undefined) return;
      const { account, chatId, page } = first;
      const about = [t('due.chat', { id: chatId }), page].filter((text) => text !== '').join(' · ');
      waitingAlerts.tell(title, about, () => {
        navigation.change({ chat: { account, id: chatId } });
      });
    };
    tell(began, t('alert.began', { n: began.length }));
    tell(breached, t('alert.breached', { n: breached.length }));
  });
  return null;
}
