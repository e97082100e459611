/** How a dashboard is looked at. */
export interface View {
  /** Values of choices that are not the first. */
  readonly choices: Readonly<Record<string, string | string[]>>;
  /** Whether rows are open that are closed at first. */
  readonly opensRows: boolean;
}
