import { ServiceText } from '../components/service-text';
import type { Consequence } from './consequences';

/** What is missing, in the language that is shown, and behind it what the service says of it. */
export function ConsequenceText({ of: { text, said } }: { readonly of: Consequence }) {
  if (said === undefined) return <>{text}</>;
  return (
    <>
      {text} <ServiceText>{said}</ServiceText>
    </>
  );
}
