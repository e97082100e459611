import type { Frame, FrameField, Value } from './frame';

/**
 * What the plugin's backend makes of a long time series: a line for each time, and a field for each number and
 * combination of the texts, which become its labels; by name, and then by labels. As there, a frame with a null time,
 * with times that go back, or without rows comes back as it was, and nobody is told.
 */
export function pivoted(frame: Frame): Frame {
  const times = frame.fields.find(({ type }) => type === 'timestamp');
  const texts = frame.fields.filter(({ type }) => type === 'string');
  const numbers = frame.fields.filter(({ type }) => type === 'number');
  if (times === undefined || texts.length === 0 || numbers.length === 0) return frame;
  if (!areAscending(times.values)) return frame;
  const lines = [...new Set(times.values)];
  const place = new Map(lines.map((time, index) => [time, index]));
  const found = new Map<string, FrameField>();
  times.values.forEach((time, row) => {
    const labels = Object.fromEntries(texts.map(({ name, values }) => [name, String(values[row] ?? '')]));
    for (const { name, values } of numbers) {
      const key = JSON.stringify([name, labels]);
      const field = found.get(key) ?? { name, type: 'number', labels, values: lines.map((): Value => null) };
      found.set(key, field);
      field.values[place.get(time) ?? 0] = values[row] ?? null;
    }
  });
  const sorted = [...found].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, field]) => field);
  return { ...frame, fields: [{ ...times, values: lines }, ...sorted] };
}

/** Whether it is what the panels need: a time that rises in each line, and nothing else than numbers. */
export function isWide({ fields }: Frame): boolean {
  const [times, ...others] = [
    ...fields.filter(({ type }) => type === 'timestamp'),
    ...fields.filter(({ type }) => type !== 'timestamp'),
  ];
  if (times === undefined || others.some(({ type }) => type !== 'number')) return false;
  return areAscending(times.values) && new Set(times.values).size === times.values.length;
}

function areAscending(times: readonly Value[]): boolean {
  return times.every(
    (time, index) => typeof time === 'number' && (index === 0 || time >= Number(times[index - 1])),
  );
}
