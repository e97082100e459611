import { useSignal } from '@preact/signals';
import { ATTRIBUTE_VALUES } from '../api/attribute-values';
import type { NamedValue } from '../api/overview';
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
  const values = useSignal<readonly NamedValue[]>([]);
  const ask = async (): Promise<void> => {
    values.value = (await client.ask(ATTRIBUTE_VALUES, { name })).attributeValues;
  };
  return (
    <ChoiceMenu
      label={name}
      options={values.value}
      chosen={chosen}
      takesOthers
      onChoose={onChoose}
      onOpen={() => {
        // Those that were chosen in the meantime stand in the menu also without an answer.
        if (values.value.length === 0) void ask().catch(() => undefined);
      }}
    />
  );
}
