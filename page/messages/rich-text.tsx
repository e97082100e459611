import { Fragment } from 'preact';
import type { ComponentChild } from 'preact';
import type { MessageKey, MessageOf } from './catalogue';
import { PLACEHOLDER } from '../../src/platform/words/message';
import type { ValuesOf } from '../../src/platform/words/message';
import { numberText, template } from './text';

interface RichTextProps<Key extends MessageKey> {
  readonly of: Key;
  readonly values: ValuesOf<MessageOf<Key>, ComponentChild>;
}

/** A message that holds elements, such as links or code. Each has a direction of its own. */
export function RichText<Key extends MessageKey>({ of, values }: RichTextProps<Key>) {
  const given = values as Readonly<Record<string, ComponentChild>>;
  const { n } = given;
  // Every second part is the name of a value.
  const parts = template(of, typeof n === 'number' ? n : undefined).split(PLACEHOLDER);
  return (
    <>
      {parts.map((part, index) => (
        <Fragment key={index}>{index % 2 === 0 ? part : <bdi>{asChild(given[part])}</bdi>}</Fragment>
      ))}
    </>
  );
}

function asChild(value: ComponentChild): ComponentChild {
  return typeof value === 'number' ? numberText(value) : value;
}
