import type { ComponentChildren } from 'preact';
import { useId, useRef } from 'preact/hooks';
import { t } from '../messages/text';

interface DefinitionProps {
  readonly about: string;
  /** Lines of text. */
  readonly children: ComponentChildren;
}

/** A button that shows what something means while it is pointed at or has the focus; Escape hides it. */
export function Definition({ about, children }: DefinitionProps) {
  const id = useId();
  const mark = useRef<HTMLButtonElement>(null);
  return (
    <span class="definition">
      <button
        ref={mark}
        type="button"
        class="definition-mark"
        aria-label={t('definition.of', { about })}
        aria-describedby={id}
        onKeyDown={({ key }) => {
          if (key === 'Escape') mark.current?.blur();
        }}
      >
        {'i'}
      </button>
      <span class="definition-text" role="tooltip" id={id}>
        {children}
      </span>
    </span>
  );
}

export function DefinitionLine({ children }: { readonly children: ComponentChildren }) {
  return <span class="definition-line">{children}</span>;
}
