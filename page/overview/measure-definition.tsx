import { Definition, DefinitionLine } from '../components/definition';
import { ServiceText } from '../components/service-text';
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

/** What some measures mean, in the words of the service. */
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
            <ServiceText>{description}</ServiceText>
            {words.isWorked(name) && ` ${t('definition.workingHours')}`}{' '}
            <RichText of="definition.counted" values={{ anchor: <ServiceText>{anchor}</ServiceText> }} />
          </DefinitionLine>
        );
      })}
      {children}
    </Definition>
  );
}
