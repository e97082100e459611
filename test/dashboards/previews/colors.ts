import { NotDrawn } from './not-drawn';

/** Grafana's dark theme, as far as the dashboards name its colours. */
const BY_NAME: Readonly<Record<string, string>> = {
  ...{ green: '#73bf69', 'light-green': '#96d98d', 'dark-green': '#37872d' },
  ...{ yellow: '#fade2a', orange: '#ff9830', red: '#f2495c', 'dark-red': '#c4162a' },
  ...{ blue: '#5794f2', purple: '#b877d9', text: '#ccccdc' },
};
const CLASSIC = ['green', 'yellow', 'blue', 'orange', 'red', 'purple'];

/** @throws NotDrawn for one that is not known here */
export function colorNamed(name: string): string {
  const color = BY_NAME[name];
  if (color === undefined) throw new NotDrawn(`the colour ${name}`);
  return color;
}

/** The colour of the n-th line of a chart, from 0. */
export function classicColor(index: number): string {
  return colorNamed(CLASSIC[index % CLASSIC.length] ?? 'text');
}

/** From the panel's own colour to dark blue. @param share from 0 to 1 */
export function blueOf(share: number): string {
  const ends = [
    [0x18, 0x1f],
    [0x1b, 0x60],
    [0x1f, 0xc4],
  ] as const;
  return `rgb(${ends.map(([from, to]) => Math.round(from + (to - from) * share)).join(',')})`;
}
