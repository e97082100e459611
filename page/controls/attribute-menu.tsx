import { useSignal } from '@preact/signals';
import { ATTRIBUTE_VALUES } from '../api/attribute-values';
import type { NamedValue } from '../api/overview';
import { Pending } from '../components/pending';
import { useAnswer } from '../episodes/use-answer';
import { usePageStore } from '../store/use-page-store';
import { ChoiceMenu } from './choice-menu';

interface AttributeMenuProps {
  /** Of the attribute. */
  readonly name: string;
  readonly chosen: readonly string[];
  readonly onChoose: (values: readonly string[]) => void;
}

/** The menu of a user attribute; its values are asked for when it is opened first. */
export function AttributeMenu({ name, chosen, onChoose }: AttributeMenuProps) {
  const { client } = usePageStore();
  const isWanted = useSignal(false);
  const { data, error, retry } = useAnswer(
    `${isWanted.value}`,
    async (until): Promise<readonly NamedValue[] | undefined> =>
      isWanted.value ? (await client.ask(ATTRIBUTE_VALUES, { name }, until)).attributeValues : undefined,
  );
  return (
    <ChoiceMenu
      label={name}
      options={data ?? []}
      chosen={chosen}
      takesOthers
      onChoose={onChoose}
      onOpen={() => {
        isWanted.value = true;
      }}
      pending={data === undefined ? <Pending error={error} onRetry={retry} /> : undefined}
    />
  );
}
