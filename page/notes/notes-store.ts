import { batch, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { ADD_ANNOTATION, ANNOTATIONS, CHANGE_ANNOTATION, REMOVE_ANNOTATION } from '../api/annotations';
import type { Annotation, NewAnnotation } from '../api/annotations';
import type { GraphqlClient } from '../api/graphql-client';
import type { OwnScopes } from '../api/own-scopes';
import { Retries, untilAnswered } from '../api/try-again';
import type { FiguresRequest } from '../store/figures-store';

/** What people wrote beside the figures of the range. Without them the figures stand as they are. */
export class NotesStore {
  readonly notes = signal<readonly Annotation[]>([]);
  /** Whether {@link notes} are those of the range. */
  readonly isKnown = signal(false);
  /** Why they are not known. */
  readonly problem = signal<unknown>(undefined);
  /** Whether one may write them. */
  readonly canWrite = signal(false);
  private asking = new AbortController();
  private readonly stopped = new AbortController();
  private readonly retries = new Retries();
  private readonly stopFollowing: () => void;

  constructor(
    private readonly client: GraphqlClient,
    private readonly asked: ReadonlySignal<FiguresRequest>,
    scopes: OwnScopes,
  ) {
    this.stopFollowing = asked.subscribe(() => {
      void this.ask();
    });
    untilAnswered(() => scopes.has('annotate'), this.stopped.signal).then(
      (may) => (this.canWrite.value = may),
      () => undefined,
    );
  }

  stop(): void {
    this.stopFollowing();
    this.asking.abort();
    this.retries.stop();
    this.stopped.abort();
  }

  /** Asks for those of the range, and again while that may go better. */
  async ask(): Promise<void> {
    if (this.stopped.signal.aborted) return;
    this.isKnown.value = false;
    try {
      await this.refresh();
    } catch (error) {
      // Newer questions cancel older ones.
      if (error instanceof DOMException) return;
      batch(() => {
        this.notes.value = [];
        this.problem.value = error;
      });
      this.retries.after(error, () => void this.ask());
    }
  }

  /** @throws PageError */
  async add(note: NewAnnotation): Promise<void> {
    await this.client.ask(ADD_ANNOTATION, note);
    await this.refresh();
  }

  /** @throws PageError */
  async change(id: string, note: NewAnnotation): Promise<void> {
    await this.client.ask(CHANGE_ANNOTATION, { id, ...note });
    await this.refresh();
  }

  /** @throws PageError */
  async remove(id: string): Promise<void> {
    await this.client.ask(REMOVE_ANNOTATION, { id });
    await this.refresh();
  }

  private async refresh(): Promise<void> {
    this.asking.abort();
    const { signal: until } = (this.asking = new AbortController());
    const { resolved, view } = this.asked.peek();
    const { accounts } = view.selection;
    const range = { from: new Date(resolved.range.from), to: new Date(resolved.range.to) };
    const { annotations } = await this.client.ask(ANNOTATIONS, { ...range, accounts }, until);
    this.retries.succeeded();
    batch(() => {
      this.notes.value = annotations;
      this.isKnown.value = true;
      this.problem.value = undefined;
    });
  }
}
