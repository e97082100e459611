import { useSignal } from '@preact/signals';
import type { Annotation } from '../api/annotations';
import { later } from '../components/later';
import { laterParts } from '../components/later-parts-file';
import { Pending } from '../components/pending';
import { accountNames } from '../format/account-names';
import { t } from '../messages/text';
import { usePageStore } from '../store/use-page-store';
import { noteTime } from './note-times';
import type { NotesStore } from './notes-store';

const NoteForm = later(async () => (await laterParts()).NoteForm);

/** What people wrote beside the figures, and a form for more where one may write. */
export function NotesCard() {
  const { notes: store } = usePageStore();
  if (store === undefined) return null;
  const isNothing = store.notes.value.length === 0 && store.problem.value === undefined;
  if (isNothing && !store.canWrite.value) return null;
  return <Notes store={store} />;
}

function Notes({ store }: { readonly store: NotesStore }) {
  /** The id of the note that is being changed; '' for a new one. */
  const editing = useSignal<string | undefined>(undefined);
  const { notes, canWrite, isKnown, problem } = store;
  const close = (): void => {
    editing.value = undefined;
  };
  return (
    <article class="notes card" aria-labelledby="notes-title">
      <header class="card-head">
        <h3 id="notes-title">{t('notes.title')}</h3>
        {canWrite.value && (
          <button
            type="button"
            class="quiet-button"
            aria-expanded={editing.value === ''}
            onClick={() => {
              editing.value = editing.value === '' ? undefined : '';
            }}
          >
            {t('notes.add')}
          </button>
        )}
      </header>
      {editing.value === '' && <NoteForm save={(note) => store.add(note)} onDone={close} />}
      {!isKnown.value && notes.value.length === 0 && (
        <Pending error={problem.value} onRetry={() => void store.ask()} />
      )}
      {isKnown.value && notes.value.length === 0 && editing.value === undefined && (
        <p class="quiet">{t('notes.none')}</p>
      )}
      <ul>
        {notes.value.map((note) => (
          <li key={note.id}>
            {editing.value === note.id ? (
              <NoteForm
                note={note}
                save={(changed) => store.change(note.id, changed)}
                onRemove={() => store.remove(note.id)}
                onDone={close}
              />
            ) : (
              <NoteLine
                note={note}
                onChange={
                  canWrite.value
                    ? () => {
                        editing.value = note.id;
                      }
                    : undefined
                }
              />
            )}
          </li>
        ))}
      </ul>
    </article>
  );
}

interface NoteLineProps {
  readonly note: Annotation;
  /** Undefined: one may not. */
  readonly onChange: (() => void) | undefined;
}

function NoteLine({ note, onChange }: NoteLineProps) {
  const { navigation, figures } = usePageStore();
  const { zone } = navigation.view.value;
  const nameOf = accountNames(figures.overview.value?.data.accounts);
  return (
    <>
      <span class="quiet">{noteTime(note, zone)}</span> <bdi>{note.text}</bdi>
      {note.account !== null && (
        <span class="quiet">
          {' '}
          <bdi>{nameOf(note.account)}</bdi>
        </span>
      )}
      {onChange !== undefined && (
        <button
          type="button"
          class="quiet-button"
          aria-label={t('notes.change.label', { text: note.text })}
          onClick={onChange}
        >
          {t('notes.change')}
        </button>
      )}
    </>
  );
}
