/**
 * The colour that a custom property of the style sheet has now: for canvases.
 * @param theme the one that is shown, if it is not given
 */
export function colorOf(name: string, theme?: 'light'): string {
  const probe = document.createElement('span');
  probe.hidden = true;
  if (theme !== undefined) probe.style.colorScheme = theme;
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
