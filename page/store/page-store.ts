import { computed, effect } from '@preact/signals';
import { GraphqlClient } from '../api/graphql-client';
import { hasWorkingHours } from '../api/headline';
import { OwnScopes } from '../api/own-scopes';
import { PageError } from '../api/page-error';
import { ReportClient } from '../api/report-client';
import type { Access } from '../session/access';
import { session } from '../session/session';
import { Navigation } from '../view/navigation';
import { FiguresStore } from './figures-store';
import { ShownStore } from './shown-store';
import { StatusStore } from './status-store';

/** Everything that the page of somebody who has signed in knows. Components read it, and are rendered as it changes. */
export class PageStore {
  readonly navigation = new Navigation();
  readonly client: GraphqlClient;
  readonly reports: ReportClient;
  readonly scopes: OwnScopes;
  readonly figures: FiguresStore;
  readonly status: StatusStore;
  readonly shown = new ShownStore();
  /** Whether any account works by a schedule: else there are no hours to choose, and both clocks show the same. */
  readonly hasSchedule = computed(() => hasWorkingHours(this.figures.headline.value?.data.schedules ?? []));
  private readonly hasTargets = computed(
    () => (this.figures.headline.value?.data.targetNames.length ?? 0) > 0,
  );
  private readonly stopAskingAgain: () => void;

  constructor(access: Access) {
    this.client = new GraphqlClient(access);
    this.reports = new ReportClient(access);
    this.scopes = new OwnScopes(this.client);
    this.figures = new FiguresStore(this.client, this.navigation, this.signsOut);
    this.status = new StatusStore(this, this.hasTargets, this.signsOut);
    this.stopAskingAgain = this.askAgainOnceThereIsSomething();
  }

  stop(): void {
    this.stopAskingAgain();
    this.figures.stop();
    this.status.stop();
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

  /** Whether the service does not know who asks any more: then they sign in again. */
  private readonly signsOut = (error: unknown): boolean => {
    const isUnknown = error instanceof PageError && error.code === 'SIGN_IN';
    if (isUnknown) session.expire();
    return isUnknown;
  };
}
