import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import type { NamedValue } from '../api/overview';
import { RichText } from '../messages/rich-text';
import { apart, t } from '../messages/text';
import { useClosedByClicksOutside } from './use-closed-by-clicks-outside';

/** In fewer one looks for oneself. */
const MIN_SEARCHED = 8;
/** Of more, a browser is slow to draw the list, and nobody reads it: one searches. */
const MAX_SHOWN = 200;

interface ChoiceMenuProps {
  readonly label: string;
  readonly options: readonly NamedValue[];
  readonly chosen: readonly string[];
  readonly onChoose: (values: readonly string[]) => void;
  readonly isHidden?: boolean;
  readonly onOpen?: () => void;
  /** Whether what is looked for can be chosen though it is not among the options, which may be only some. */
  readonly takesOthers?: boolean;
  /** What stands in the place of the options until they are known. */
  readonly pending?: ComponentChildren;
}

/** A menu of which any number of values can be chosen; none chosen means all. */
export function ChoiceMenu({
  label,
  options,
  chosen,
  onChoose,
  isHidden = false,
  onOpen,
  takesOthers = false,
  pending,
}: ChoiceMenuProps) {
  const wanted = useSignal('');
  const menu = useRef<HTMLDetailsElement>(null);
  useClosedByClicksOutside(menu);
  // Chosen values stand in the list also when there are no such options any more.
  const known = new Set(options.map(({ value }) => value));
  const gone = chosen.filter((value) => !known.has(value)).map((value) => ({ value, label: value }));
  const all = [...options, ...gone];
  const found = matching(all, wanted.value);
  const shown = found.slice(0, MAX_SHOWN);
  const other = wanted.value.trim();
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
        wanted.value = '';
        if (menu.current?.open === true) onOpen?.();
      }}
    >
      <summary>
        <span>
          <RichText of="menu.summary" values={{ label, chosen: <b>{summaryOf(all, chosen)}</b> }} />
        </span>
      </summary>
      <div class="menu-list">
        {(all.length >= MIN_SEARCHED || takesOthers) && (
          <input
            type="search"
            class="menu-search"
            aria-label={t('menu.search', { label })}
            placeholder={t('menu.search.hint')}
            value={wanted.value}
            onInput={({ currentTarget: { value } }) => {
              wanted.value = value;
            }}
          />
        )}
        <fieldset>
          <legend class="visually-hidden">
            <bdi>{label}</bdi>
          </legend>
          {shown.map(({ value, label: name }) => (
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
        {takesOthers && other !== '' && !known.has(other) && (
          <button
            type="button"
            class="quiet-button"
            onClick={() => {
              onChoose([...chosen, other]);
              wanted.value = '';
            }}
          >
            <RichText of="menu.other" values={{ value: other }} />
          </button>
        )}
        {found.length > MAX_SHOWN && <p class="quiet">{t('menu.more', { n: found.length - MAX_SHOWN })}</p>}
        {pending ??
          (found.length === 0 && (
            <p class="quiet">{t(options.length === 0 ? 'menu.nothing' : 'menu.notFound')}</p>
          ))}
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

/** The options that have all of the words, whatever their case and accents. */
function matching(options: readonly NamedValue[], wanted: string): readonly NamedValue[] {
  const words = plain(wanted).split(/\s+/);
  return options.filter(({ label, value }) => {
    const text = plain(`${label === '' ? t('filter.nobody') : label} ${value}`);
    return words.every((word) => text.includes(word));
  });
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

function summaryOf(options: readonly NamedValue[], chosen: readonly string[]): string {
  const [first, ...others] = chosen;
  if (first === undefined) return t('menu.allChosen');
  const label = options.find(({ value }) => value === first)?.label ?? first;
  const name = label === '' ? t('filter.nobody') : apart(label);
  return others.length === 0 ? name : t('menu.andMore', { name, more: String(others.length) });
}
