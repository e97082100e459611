/** A metric that an expression reads, and the labels that it is selected or grouped by. */
export interface ReadMetric {
  readonly name: string;
  readonly labels: readonly string[];
}

/** Labels that Prometheus adds to whatever it scrapes, and those of a histogram's buckets. */
const ADDED = ['instance', 'job', 'le'];

/** The metrics in an expression of PromQL, as far as the dashboards use the language. */
export function metricsIn(expr: string, legend: string): ReadMetric[] {
  const grouped = [...expr.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, names = '']) => names.split(/,\s*/));
  const written = [...legend.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name);
  return [...expr.matchAll(/\b((?:signalzen|process|nodejs)_[a-z_0-9]+)(?:\{([^}]*)\})?/g)].map(
    ([, name = '', selectors = '']) => {
      const selected = [...selectors.matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g)].map(([, label = '']) => label);
      const labels = [...new Set([...grouped, ...written, ...selected])].filter(
        (label) => !ADDED.includes(label),
      );
      return { name, labels };
    },
  );
}
