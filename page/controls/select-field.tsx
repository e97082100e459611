export interface SelectOption {
  readonly value: string;
  readonly label: string;
  readonly isDisabled?: boolean;
}

interface SelectFieldProps {
  readonly label: string;
  readonly options: readonly SelectOption[];
  readonly chosen: string;
  readonly onChoose: (value: string) => void;
}

/** A labelled list of which one is chosen. */
export function SelectField({ label, options, chosen, onChoose }: SelectFieldProps) {
  return (
    <label class="field">
      <span>{label}</span>
      <select
        value={chosen}
        onChange={({ currentTarget }) => {
          onChoose(currentTarget.value);
        }}
      >
        {options.map(({ value, label: text, isDisabled = false }) => (
          <option key={value} value={value} disabled={isDisabled}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
