import { useMeasureTexts } from '../messages/measure-texts';
import { ServiceText } from './service-text';

/** What the service says of a measure, in the language that is shown. */
export function MeasureText({ children: english }: { readonly children: string | undefined }) {
  const text = useMeasureTexts()(english);
  return text === undefined ? <ServiceText>{english}</ServiceText> : <>{text}</>;
}
