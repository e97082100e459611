import { colorOf } from './ink-colors';

/** What a chart is drawn on. */
export interface PlotSurface {
  /** Of the whole chart, in CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** How many times larger than life everything is drawn. */
  readonly scale: number;
  /** The colour that a custom property of the style sheet has there. */
  readonly colorOf: (name: string) => string;
}

/** A screen: as wide as the element that the chart is put into, in the theme that is shown. */
export function screenSurface(into: HTMLElement): PlotSurface {
  return { width: Math.max(into.clientWidth, 200), height: 220, scale: 1, colorOf };
}

/**
 * Paper, whatever the theme of the screen. The width is about that of a third of a page, to which the style sheet fits
 * it, and so low that the figures and all charts fit on a page; a printer has several points for each pixel of a
 * screen.
 */
export const PAPER: PlotSurface = {
  width: 232,
  height: 150,
  scale: 3,
  colorOf: (name) => colorOf(name, 'light'),
};
