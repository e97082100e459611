/** The choices of a dashboard: the values of each variable; `$__all` stands for all of them. */
export type Choices = ReadonlyMap<string, readonly string[]>;

/**
 * What Grafana's browser side makes of `${name:format}`: "all" with a value of its own is that value as it stands,
 * whatever the format; `doublequote` quotes each value and joins them with commas. What is no variable (such as
 * the plugin's macros) stays.
 * @param choices with the value for "all" in place of it
 */
export function withChoices(text: string, choices: Choices): string {
  return text.replace(
    /\$\{([A-Za-z_]\w*)(?::([a-z]+))?\}/g,
    (whole, name: string, format: string | undefined) => {
      const values = choices.get(name);
      if (values === undefined) return whole;
      const [only] = values;
      if (only === ALL_AS_COMMA && values.length === 1) return only;
      if (format === 'doublequote')
        return values.map((value) => `"${value.replaceAll('"', '\\"')}"`).join(',');
      if (format === 'csv') return values.join(',');
      // Without a format several values become a glob.
      return values.length === 1 ? (only ?? '') : `{${values.join(',')}}`;
    },
  );
}

const ALL_AS_COMMA = ',';
