import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { ADD_ANNOTATION, ANNOTATIONS, CHANGE_ANNOTATION, REMOVE_ANNOTATION } from '../api/annotations';
import type { Annotation, NewAnnotation } from '../api/annotations';
import type { GraphqlClient } from '../api/graphql-client';
import type { OwnScopes } from '../api/own-scopes';
import type { FiguresRequest } from '../store/figures-store';

/** What people wrote beside the figures of the range. Without them the figures stand as they are. */
export class NotesStore {
  readonly notes = signal<readonly Annotation[]>([]);
  /** Whether one may write them. */
  readonly canWrite = signal(false);
  private asking = new AbortController();
  private readonly stopFollowing: () => void;

  constructor(
    private readonly client: GraphqlClient,
    private readonly asked: ReadonlySignal<FiguresRequest>,
    scopes: OwnScopes,
  ) {
    this.stopFollowing = asked.subscribe(() => {
      this.refresh().catch(() => undefined);
    });
    scopes.has('annotate').then(
      (may) => (this.canWrite.value = may),
      () => undefined,
    );
  }

  stop(): void {
    this.stopFollowing();
    this.asking.abort();
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
    this.notes.value = annotations;
  }
}
