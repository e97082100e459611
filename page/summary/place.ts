/** Where the page tells more of something than in the place that is named after it. */
const PLACES: Readonly<Record<string, string>> = {
  episodesEngaged: 'chart-volume',
  firstResponseSecondsP50: 'chart-first-response',
  closureSecondsP50: 'chart-closure',
  csatRate: 'chart-ratings',
  copilotResolutionRate: 'chart-copilot',
  copilotInvolvementRate: 'chart-copilot',
};

/** Brings a place of the page into sight, and the focus to it. @param fragment such as `#targets` */
export function goToPlace(fragment: string): void {
  const name = fragment.slice(1);
  const place = document.getElementById(PLACES[name] ?? name);
  if (place === null) return;
  place.tabIndex = -1;
  place.scrollIntoView({ block: 'center' });
  place.focus({ preventScroll: true });
}
