import { useSignal } from '@preact/signals';
import type { FileFormat } from '../api/report-client';
import { ProblemText } from '../components/problem-text';
import { t } from '../messages/text';

const FORMATS: readonly FileFormat[] = ['xlsx', 'csv'];

/** Buttons that save a report, one for each format, and say beside them when that did not work. */
export function SaveButtons({ save }: { readonly save: (format: FileFormat) => Promise<void> }) {
  const problem = useSignal<unknown>(undefined);
  const saving = useSignal<FileFormat | undefined>(undefined);
  const press = async (format: FileFormat): Promise<void> => {
    if (saving.value === format) return;
    saving.value = format;
    problem.value = undefined;
    try {
      await save(format);
    } catch (error) {
      problem.value = error;
    } finally {
      saving.value = undefined;
    }
  };
  return (
    <span class="save">
      <span class="problem" role="status">
        <ProblemText error={problem.value} otherwise={t('save.failed')} />
      </span>
      {FORMATS.map((format) => (
        // Not disabled: a disabled button loses the focus.
        <button
          key={format}
          type="button"
          class="quiet-button"
          aria-busy={saving.value === format ? 'true' : undefined}
          onClick={() => void press(format)}
        >
          {t(`save.${format}`)}
        </button>
      ))}
    </span>
  );
}
