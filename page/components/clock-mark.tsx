/** What a heading says of the clock that its durations are on; nothing for ''. */
export function ClockMark({ words }: { readonly words: string }) {
  return words === '' ? null : <span class="clock-mark"> · {words}</span>;
}
