/** What an element can hold: `undefined` and `false` stand for nothing. */
export type Child = Node | string | number | undefined | false;

type Handlers = {
  readonly [Event in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[Event]) => void;
};
type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * Makes an element. Text is text, never markup. An attribute that is `true` is set empty, one that is `false` or
 * `undefined` is left out.
 */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    made.setAttribute(key, value === true ? '' : String(value));
  }
  fill(made, ...children);
  return made;
}

/** Puts these children, and nothing else, into an element. */
export function fill(parent: Element, ...children: readonly Child[]): void {
  const kept = children.filter((child) => child !== undefined && child !== false);
  parent.replaceChildren(...kept.map((child) => (typeof child === 'number' ? String(child) : child)));
}

/** Adds listeners to an element, and gives it back. */
export function listen<Made extends HTMLElement>(made: Made, handlers: Handlers): Made {
  for (const [event, handler] of Object.entries(handlers)) {
    made.addEventListener(event, handler as EventListener);
  }
  return made;
}
