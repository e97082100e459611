import type { Chart } from '../charts/chart';
import { saveFile } from '../components/save-file';
import { dateAt } from '../time/local-calendar';
import type { TimeRange } from '../time/resolved-range';
import { drawPicture } from './draw-picture';

/** Of what a picture of a chart is. */
export interface PictureView {
  readonly chart: Chart;
  readonly range: TimeRange;
  readonly zone: string;
  /** Below the title: range, clock, filter. */
  readonly about: readonly string[];
}

/** Saves a picture of a chart, with all that is needed to read it anywhere else. @throws Error without a canvas */
export async function savePicture(view: PictureView): Promise<void> {
  const canvas = await drawPicture(view);
  const file = await new Promise<Blob | null>((drawn) => {
    canvas.toBlob(drawn, 'image/png');
  });
  if (file === null) throw new Error('the browser makes no picture');
  saveFile(file, pictureName(view));
}

/** `closure_2026-11-01_to_2026-11-30.png`: the chart, and the first and the last day of the range in its zone. */
export function pictureName({ chart, range, zone }: Pick<PictureView, 'chart' | 'range' | 'zone'>): string {
  return `${chart.plan.id}_${dateAt(range.from, zone)}_to_${dateAt(range.to - 1, zone)}.png`;
}
