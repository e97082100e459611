/** A closed list of words, by the name that the public contract gives it. */
export interface Enumeration<Value extends string = string> {
  readonly name: string;
  readonly description?: string;
  readonly values: readonly Value[];
}
