/** The choices of a dashboard: the values of each variable; `$__all` stands for all of them. */
export type Choices = ReadonlyMap<string, readonly string[]>;

/**
 * What Grafana's browser side makes of `${name:format}`, as its registry of formats does it. What is no variable (such
 * as the plugin's macros) stays.
 * @param choices with the value for "all" in place of it
 */
export function withChoices(text: string, choices: Choices): string {
  return text.replace(
    /\$\{([A-Za-z_]\w*)(?::([a-z]+))?\}/g,
    (whole, name: string, format: string | undefined) => {
      const values = choices.get(name);
      return values === undefined ? whole : formatted(name, values, format);
    },
  );
}

const ALL_AS_COMMA = ',';

function formatted(name: string, values: readonly string[], format: string | undefined): string {
  const [only = ''] = values;
  const isAll = only === ALL_AS_COMMA && values.length === 1;
  if (format === 'queryparam')
    return (isAll ? ['$__all'] : values).map((value) => `var-${name}=${inQuery(value)}`).join('&');
  // "All" with a value of its own is that value as it stands.
  if (isAll) return only;
  if (format === 'doublequote') return values.map((value) => `"${value.replaceAll('"', '\\"')}"`).join(',');
  if (format === 'csv') return values.join(',');
  // Without a format several values become a glob.
  const glob = values.length === 1 ? only : `{${values.join(',')}}`;
  return format === 'percentencode' ? strictly(glob) : glob;
}

/** `urlUtil.toUrlParams`: as AngularJS did it. */
function inQuery(value: string): string {
  return strictly(value).replace(/%(40|3A|24|2C|3B)/g, decodeURIComponent);
}

function strictly(value: string): string {
  return encodeURIComponent(value).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
