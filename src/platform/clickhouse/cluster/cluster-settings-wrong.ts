import { ExplainedError } from '../../explained-error';

/** The nodes answer, and are not the cluster that the settings tell of: the message says what to do. */
export class ClusterSettingsWrong extends ExplainedError {
  readonly code = 'CLICKHOUSE_CLUSTER_WRONG';
}
