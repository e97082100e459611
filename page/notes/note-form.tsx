import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { Annotation, NewAnnotation } from '../api/annotations';
import { ProblemText } from '../components/problem-text';
import { t } from '../messages/text';
import { usePageStore } from '../store/use-page-store';
import { dateAt } from '../time/local-calendar';
import { daysOf, timesOf } from './note-times';

const MAX_LETTERS = 200;

interface NoteFormProps {
  /** Left out: a new one. */
  readonly note?: Annotation;
  readonly save: (note: NewAnnotation) => Promise<void>;
  readonly onRemove?: () => Promise<void>;
  readonly onDone: () => void;
}

/** Writes or changes a note. */
export function NoteForm({ note, save, onRemove, onDone }: NoteFormProps) {
  const { navigation, figures } = usePageStore();
  const form = useRef<HTMLFormElement>(null);
  const problem = useSignal<unknown>(undefined);
  const { zone, selection } = navigation.view.value;
  const { range } = figures.asked.value.resolved;
  const day = dateAt(Math.min(Date.now(), range.to - 1), zone);
  const days = note === undefined ? { first: day, last: day } : daysOf(note, zone);
  const accounts = figures.overview.value?.data.accounts ?? [];
  const account = note === undefined ? onlyOf(selection.accounts) : note.account;
  const told = async (work: () => Promise<void>): Promise<void> => {
    problem.value = undefined;
    try {
      await work();
      onDone();
    } catch (error) {
      problem.value = error;
    }
  };
  const written = (): NewAnnotation => {
    const given = new FormData(form.current ?? undefined);
    const text = (name: string): string => {
      const value = given.get(name);
      return typeof value === 'string' ? value : '';
    };
    const [first, last] = [text('first'), text('last')];
    const isAsBefore = note !== undefined && first === days.first && last === days.last;
    return {
      // A moment that some program wrote keeps its hour where nobody chose another day.
      ...(isAsBefore ? { time: note.time, endTime: note.endTime } : timesOf({ first, last }, zone)),
      text: text('text'),
      account: text('account') === '' ? null : text('account'),
    };
  };
  return (
    <form
      ref={form}
      class="note-form"
      onSubmit={(event) => {
        event.preventDefault();
        void told(() => save(written()));
      }}
    >
      <label>
        <span>{t('notes.text')}</span>
        <input name="text" required maxLength={MAX_LETTERS} autocomplete="off" value={note?.text ?? ''} />
      </label>
      <label>
        <span>{t('notes.first')}</span>
        <input name="first" type="date" required value={days.first} />
      </label>
      <label>
        <span>{t('notes.last')}</span>
        <input name="last" type="date" required value={days.last} />
      </label>
      {accounts.length > 1 && (
        <label>
          <span>{t('notes.account')}</span>
          <select name="account">
            <option value="">{t('notes.allAccounts')}</option>
            {accounts.map(({ value, label }) => (
              <option key={value} value={value} selected={value === account}>
                {label}
              </option>
            ))}
          </select>
        </label>
      )}
      <p class="note-actions">
        <button type="submit" class="primary">
          {t('notes.save')}
        </button>
        {onRemove !== undefined && (
          <button type="button" class="quiet-button" onClick={() => void told(onRemove)}>
            {t('notes.remove')}
          </button>
        )}
        <button type="button" class="quiet-button" onClick={onDone}>
          {t('notes.cancel')}
        </button>
      </p>
      <p class="problem" role="alert">
        <ProblemText error={problem.value} />
      </p>
    </form>
  );
}

function onlyOf(accounts: readonly string[]): string | null {
  return accounts.length === 1 ? (accounts[0] ?? null) : null;
}
