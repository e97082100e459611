import type { Column, Target } from '../model/target';
import { infinityTarget } from '../model/infinity-target';

/** The data source that dashboards/provisioning/datasources sets up. */
const API_UID = 'signalzen-api';
const HOUR = 3_600;

export interface AlertDraft {
  readonly uid: string;
  readonly title: string;
  readonly summary: string;
  readonly description: string;
  /** How long it must hold, such as `5m`. */
  readonly holds: string;
  /** What is asked, by the letter that the condition uses for its last value. */
  readonly asked: Readonly<Record<string, { readonly query: string; readonly column: Column }>>;
  readonly hours: number;
  /** Grafana's math over `$A`, `$B`, …: other than 0 alarms. */
  readonly condition: string;
  readonly whenNothingComes: 'OK' | 'NoData' | 'Alerting';
}

/** A rule in the form in which Grafana provisions it. */
export function alertRule(draft: AlertDraft): object {
  const questions = Object.entries(draft.asked).flatMap(([letter, { query, column }]) => [
    question(
      `${letter}Q`,
      infinityTarget({ query, columns: [column], format: 'table', refId: `${letter}Q` }),
      draft.hours,
    ),
    // A value that is not there is dropped, and then nothing alarms.
    expression(letter, {
      type: 'reduce',
      expression: `${letter}Q`,
      reducer: 'last',
      settings: { mode: 'dropNN' },
    }),
  ]);
  return {
    ...{ uid: draft.uid, title: draft.title, condition: 'ALARM', for: draft.holds },
    data: [...questions, expression('ALARM', { type: 'math', expression: draft.condition })],
    ...{ noDataState: draft.whenNothingComes, execErrState: 'Error', isPaused: false },
    annotations: { summary: draft.summary, description: draft.description },
    labels: { service: 'signalzen-analytics' },
  };
}

function question(refId: string, target: Target, hours: number): object {
  // Variables do not work in alerts: the data source is named.
  const datasource = { type: target.datasource.type, uid: API_UID };
  return {
    ...{ refId, datasourceUid: API_UID, queryType: '', relativeTimeRange: { from: hours * HOUR, to: 0 } },
    model: { ...target, datasource },
  };
}

function expression(refId: string, model: object): object {
  const datasource = { type: '__expr__', uid: '__expr__' };
  return {
    ...{ refId, datasourceUid: '__expr__', queryType: '', relativeTimeRange: { from: 0, to: 0 } },
    model: { refId, datasource, ...model },
  };
}
