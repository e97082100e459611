/** One text for each form that the plural of a language has. Which it is, the number `n` tells. */
export type PluralForms = { readonly [Form in Intl.LDMLPluralRule]?: string } & { readonly other: string };

/** A text of a catalogue. `{name}` stands for a value. */
export type Message = string | PluralForms;

type NamesIn<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;

/** What has to be put into a message: `n` is a number, everything else is a text, or what stands for one. */
export type ValuesOf<Of extends Message, Value> = Of extends string
  ? { readonly [Name in NamesIn<Of>]: Value }
  : { readonly n: number } & { readonly [Name in Exclude<NamesIn<Of[keyof Of]>, 'n'>]: Value };

/** Where in a message a value is to be put. */
export const PLACEHOLDER = /\{(\w+)\}/;
