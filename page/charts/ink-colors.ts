import { element } from '../dom/element';

/** The colour that a custom property of the style sheet has now, in the theme that is shown: for canvases. */
export function colorOf(name: string): string {
  const probe = element('span', { hidden: true });
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
