import { computed, effect } from '@preact/signals';
import { GraphqlClient } from '../api/graphql-client';
import { hasWorkingHours } from '../api/headline';
import { OwnScopes } from '../api/own-scopes';
import { PageError } from '../api/page-error';
import { ReportClient } from '../api/report-client';
import { NotesStore } from '../notes/notes-store';
import type { Access } from '../session/access';
import { session } from '../session/session';
import { Navigation } from '../view/navigation';
import type { View } from '../view/view';
import { alertWays } from '../waiting/alert-ways';
import { FiguresStore } from './figures-store';
import { ShownStore } from './shown-store';
import { StatusStore, UNTOLD_STATUS } from './status-store';
import type { ShownStatus } from './status-store';

/** Everything that the page knows of what it shows. Components read it, and are rendered as it changes. */
export class PageStore {
  readonly navigation: Navigation;
  readonly scopes: OwnScopes;
  readonly figures: FiguresStore;
  readonly status: ShownStatus;
  /** Undefined: a share link shows none. */
  readonly notes: NotesStore | undefined;
  readonly shown = new ShownStore();
  /** Whether any account works by a schedule: else there are no hours to choose, and both clocks show the same. */
  readonly hasSchedule = computed(() => hasWorkingHours(this.figures.headline.value?.data.schedules ?? []));
  /** Who is due next stands beside the targets. */
  private readonly listsWaiting = computed(
    () =>
      this.navigation.view.value.live !== undefined ||
      alertWays.isOn.value ||
      (this.figures.headline.value?.data.targetNames?.length ?? 0) > 0,
  );
  private readonly stopAskingAgain: () => void;

  /** What somebody sees who has signed in, wherever the URL leads. */
  static ofPerson(access: Access): PageStore {
    return new PageStore(new GraphqlClient(access), new ReportClient(access), undefined, () => {
      session.expire();
    });
  }

  /** What a share link shows: one view, and nothing of the service. */
  static ofShare(client: GraphqlClient, shared: View, onOver: (error: PageError) => void): PageStore {
    return new PageStore(client, undefined, shared, onOver);
  }

  private constructor(
    readonly client: GraphqlClient,
    /** Undefined: nothing is saved here. */
    readonly reports: ReportClient | undefined,
    shared: View | undefined,
    onUnknown: (error: PageError) => void,
  ) {
    const takesCare = (error: unknown): boolean => {
      const isUnknown = error instanceof PageError && error.code === 'SIGN_IN';
      if (isUnknown) onUnknown(error);
      return isUnknown;
    };
    this.navigation = new Navigation(shared);
    this.scopes = new OwnScopes(client);
    this.figures = new FiguresStore(client, this.navigation, takesCare);
    this.status = shared === undefined ? new StatusStore(this, this.listsWaiting, takesCare) : UNTOLD_STATUS;
    this.notes = shared === undefined ? new NotesStore(client, this.figures.asked, this.scopes) : undefined;
    this.stopAskingAgain = this.askAgainOnceThereIsSomething();
  }

  stop(): void {
    this.stopAskingAgain();
    this.figures.stop();
    this.status.stop();
    this.notes?.stop();
    this.navigation.leave();
  }

  private askAgainOnceThereIsSomething(): () => void {
    let wasEmpty = false;
    return effect(() => {
      const isEmpty = this.status.isEmpty.value;
      if (wasEmpty && !isEmpty) this.figures.refresh();
      wasEmpty = isEmpty;
    });
  }
}
