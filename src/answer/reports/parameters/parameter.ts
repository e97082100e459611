import type { QueryParameters } from './query-parameters';

/** A JSON Schema, as OpenAPI 3.1 uses it. */
export type Schema = Readonly<Record<string, unknown>>;

/** An argument of a report: what its text means, and how it is described. */
export interface Parameter<Value = unknown> {
  /** As it stands in the URL; of a family, such as `attribute.`, what all its names begin with. */
  readonly name: string;
  readonly isFamily: boolean;
  readonly isRequired: boolean;
  readonly description: string;
  readonly schema: Schema;
  /** @throws BadInput for a text that means nothing, with what would be right */
  read(query: QueryParameters): Value;
}

export type Parameters = Readonly<Record<string, Parameter>>;

/** What some parameters were given, by their keys. */
export type ValuesOf<Declared extends Parameters> = {
  readonly [Key in keyof Declared]: Declared[Key] extends Parameter<infer Value> ? Value : never;
};
