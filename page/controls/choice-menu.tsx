import { useEffect, useRef } from 'preact/hooks';
import type { NamedValue } from '../api/overview';
import { RichText } from '../messages/rich-text';
import { apart, t } from '../messages/text';

interface ChoiceMenuProps {
  readonly label: string;
  readonly options: readonly NamedValue[];
  readonly chosen: readonly string[];
  readonly onChoose: (values: readonly string[]) => void;
  readonly isHidden?: boolean;
  readonly onOpen?: () => void;
}

/** A menu of which any number of values can be chosen; none chosen means all. */
export function ChoiceMenu({ label, options, chosen, onChoose, isHidden = false, onOpen }: ChoiceMenuProps) {
  const menu = useRef<HTMLDetailsElement>(null);
  useClosedByClicksOutside(menu);
  // Chosen values stand in the list also when there are no such options any more.
  const known = new Set(options.map(({ value }) => value));
  const gone = chosen.filter((value) => !known.has(value)).map((value) => ({ value, label: value }));
  const all = [...options, ...gone];
  const choose = (value: string, isChosen: boolean): void => {
    onChoose(all.map((one) => one.value).filter((one) => (one === value ? isChosen : chosen.includes(one))));
  };
  return (
    <details
      ref={menu}
      class={chosen.length > 0 ? 'menu chosen' : 'menu'}
      name="menu"
      hidden={isHidden}
      onKeyDown={({ key }) => {
        if (key !== 'Escape' || menu.current === null) return;
        menu.current.open = false;
        menu.current.querySelector('summary')?.focus();
      }}
      onToggle={() => {
        if (menu.current?.open === true) onOpen?.();
      }}
    >
      <summary>
        <span>
          <RichText of="menu.summary" values={{ label, chosen: <b>{summaryOf(all, chosen)}</b> }} />
        </span>
      </summary>
      <div class="menu-list">
        <fieldset>
          <legend class="visually-hidden">
            <bdi>{label}</bdi>
          </legend>
          {all.map(({ value, label: name }) => (
            <label key={value}>
              <input
                type="checkbox"
                value={value}
                checked={chosen.includes(value)}
                onChange={({ currentTarget: { checked } }) => {
                  choose(value, checked);
                }}
              />
              {name === '' ? t('filter.nobody') : <bdi>{name}</bdi>}
            </label>
          ))}
        </fieldset>
        {options.length === 0 && <p class="quiet">{t('menu.nothing')}</p>}
        <button
          type="button"
          class="quiet-button"
          onClick={() => {
            onChoose([]);
          }}
        >
          {t('menu.all')}
        </button>
      </div>
    </details>
  );
}

function useClosedByClicksOutside(menu: { readonly current: HTMLDetailsElement | null }): void {
  useEffect(() => {
    const close = ({ target }: MouseEvent): void => {
      if (menu.current !== null && target instanceof Node && !menu.current.contains(target))
        menu.current.open = false;
    };
    document.addEventListener('click', close);
    return () => {
      document.removeEventListener('click', close);
    };
  }, [menu]);
}

function summaryOf(options: readonly NamedValue[], chosen: readonly string[]): string {
  const [first, ...others] = chosen;
  if (first === undefined) return t('menu.allChosen');
  const label = options.find(({ value }) => value === first)?.label ?? first;
  const name = label === '' ? t('filter.nobody') : apart(label);
  return others.length === 0 ? name : t('menu.andMore', { name, more: String(others.length) });
}
