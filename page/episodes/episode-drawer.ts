import { CHAT_EVENTS } from '../api/chat-events';
import { CHAT_TEXTS } from '../api/chat-texts';
import type { ChatText } from '../api/chat-texts';
import { EPISODES } from '../api/episodes';
import type { GraphqlClient } from '../api/graphql-client';
import type { ReportClient } from '../api/report-client';
import { saveButtons } from '../controls/save-buttons';
import { element } from '../dom/element';
import { noticeFor } from '../overview/notices';
import { resolveChosenRange } from '../time/resolved-range';
import type { Navigation } from '../view/navigation';
import { filterOf } from '../view/question-of';
import { episodesParameters } from '../view/report-parameters';
import type { ChatShown, EpisodesShown, View } from '../view/view';
import { chatTimeline } from './chat-timeline';
import { Drawer } from './drawer';
import { EPISODES_PER_PAGE, episodeList } from './episode-list';

const EVENTS_SHOWN = 1000;

/** The episodes behind a figure, and the chat behind an episode: as the view says. */
export class EpisodeDrawer {
  private readonly drawer: Drawer;
  private asking = new AbortController();

  constructor(
    private readonly client: GraphqlClient,
    private readonly reports: ReportClient,
    private readonly navigation: Navigation,
  ) {
    this.drawer = new Drawer(() => {
      navigation.change({ episodes: undefined, chat: undefined });
    });
  }

  get root(): HTMLElement {
    return this.drawer.root;
  }

  print(isStarting: boolean): void {
    this.drawer.print(isStarting);
  }

  /** Opens what the view says, or closes. @throws PageError `SIGN_IN` */
  async show(view: View): Promise<void> {
    this.asking.abort();
    const { signal } = (this.asking = new AbortController());
    const { chat, episodes } = view;
    if (chat === undefined && episodes === undefined) {
      this.drawer.close();
      return;
    }
    const title = chat === undefined ? 'Episodes' : `Chat ${chat.id}`;
    const back =
      chat !== undefined && episodes !== undefined
        ? this.navigation.link('Back', { chat: undefined }, 'Back to the episodes')
        : undefined;
    this.drawer.wait(title);
    try {
      const content =
        chat === undefined
          ? await this.episodes(view, episodes, signal)
          : await this.chat(chat, view.zone, signal);
      if (!signal.aborted) this.drawer.open(title, content, back);
    } catch (error) {
      if (signal.aborted) return;
      this.drawer.open(title, [noticeFor(error, () => void this.show(view))], back);
    }
  }

  private async episodes(
    view: View,
    shown: EpisodesShown | undefined,
    signal: AbortSignal,
  ): Promise<HTMLElement[]> {
    if (shown === undefined) return [];
    const range =
      shown.within ??
      resolveChosenRange(view.chosen, { zone: view.zone, compare: 'none', now: Date.now() }).range;
    const variables = {
      from: new Date(range.from).toISOString(),
      to: new Date(range.to).toISOString(),
      filter: filterOf(view.selection),
      behind: shown.behind,
      status: shown.status ?? null,
      clock: view.clock,
      limit: EPISODES_PER_PAGE,
      offset: shown.offset,
    };
    const data = await this.client.ask(EPISODES, variables, signal);
    const save = saveButtons((format) =>
      this.reports.save('episodes', format, episodesParameters(view, range, shown)),
    );
    return episodeList({ view, shown, range, data, save }, this.navigation);
  }

  private async chat({ account, id }: ChatShown, zone: string, signal: AbortSignal): Promise<HTMLElement[]> {
    const variables = { account, chatId: id, limit: EVENTS_SHOWN };
    const { chatEvents } = await this.client.ask(CHAT_EVENTS, variables, signal);
    if (chatEvents.length === 0)
      return [element('p', { class: 'nothing quiet' }, 'The service knows no events of this chat.')];
    const more =
      chatEvents.length === EVENTS_SHOWN
        ? [
            element(
              'p',
              { class: 'quiet' },
              `The first ${EVENTS_SHOWN} events; GraphQL's chatEvents has the others.`,
            ),
          ]
        : [];
    const askTexts = async (): Promise<readonly ChatText[]> =>
      (await this.client.ask(CHAT_TEXTS, variables, signal)).chatEvents;
    return [...chatTimeline(chatEvents, zone, askTexts), ...more];
  }
}
