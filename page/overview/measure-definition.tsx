import { Definition, DefinitionLine } from '../components/definition';
import { MeasureText } from '../components/measure-text';
import { RichText } from '../messages/rich-text';
import { t } from '../messages/text';
import type { ComponentChildren } from 'preact';
import type { MeasureWords } from './measure-words';

interface MeasureDefinitionProps {
  readonly about: string;
  /** As the query `measures` names them. */
  readonly measures: readonly string[];
  readonly words: MeasureWords;
  /** More lines. */
  readonly children?: ComponentChildren;
}

/** What some measures mean. */
export function MeasureDefinition({ about, measures, words, children }: MeasureDefinitionProps) {
  return (
    <Definition about={about}>
      {measures.map((name) => {
        const { description, anchor } = words.of(name);
        return (
          <DefinitionLine key={name}>
            {measures.length > 1 && (
              <b>
                <RichText of="definition.name" values={{ name }} />{' '}
              </b>
            )}
            <MeasureText>{description}</MeasureText>
            {words.isWorked(name) && ` ${t('definition.workingHours')}`}{' '}
            <RichText of="definition.counted" values={{ anchor: <MeasureText>{anchor}</MeasureText> }} />
          </DefinitionLine>
        );
      })}
      {children}
    </Definition>
  );
}
