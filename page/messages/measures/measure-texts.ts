/** What measures mean, and at what they are counted: by the English of the service's registry. */
export type MeasureTexts = Readonly<Record<string, string>>;
