import { ExplainedError } from '../explained-error';
import { ClickHouseError } from './clickhouse-error';

const CREDENTIALS =
  'ClickHouse refuses the user or the password ($): set CLICKHOUSE_USER and CLICKHOUSE_PASSWORD to those of the ' +
  'server at CLICKHOUSE_URL';
const SESSIONS =
  'ClickHouse lets the user have no further session ($): CLICKHOUSE_URL may be the embedded ClickHouse of another ' +
  'service, which answers nobody else; leave CLICKHOUSE_URL out, or set it to a server of your own, where the user may ' +
  'have more of them (max_sessions_for_user)';
const RIGHTS =
  'ClickHouse does not let the user do what the service needs ($): grant CLICKHOUSE_USER all rights on ' +
  'CLICKHOUSE_DATABASE and free choice of settings';
const PLAIN =
  'The server at CLICKHOUSE_URL does not speak TLS there ($): begin the URL with http://, or give the port of its ' +
  'HTTPS, 8443 as a rule';
const CERTIFICATE =
  'The certificate of the server at CLICKHOUSE_URL is not trusted ($): give the server one that is valid for the ' +
  'host in the URL, or set NODE_EXTRA_CA_CERTS to the file of the authority that made it';

/** What to do, by ClickHouse's own name of an error and by codes of TLS. `$` stands for these. */
const CURES: ReadonlyMap<string, string> = new Map([
  // A wrong or missing password, a user that is not there, one from a wrong place.
  ['AUTHENTICATION_FAILED', CREDENTIALS],
  ['UNKNOWN_USER', CREDENTIALS],
  ['WRONG_PASSWORD', CREDENTIALS],
  ['REQUIRED_PASSWORD', CREDENTIALS],
  ['IP_ADDRESS_NOT_ALLOWED', CREDENTIALS],
  ['USER_SESSION_LIMIT_EXCEEDED', SESSIONS],
  ['ACCESS_DENIED', RIGHTS],
  ['READONLY', RIGHTS],
  ['SETTING_CONSTRAINT_VIOLATION', RIGHTS],
  ['EPROTO', PLAIN],
  ['ERR_SSL_WRONG_VERSION_NUMBER', PLAIN],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', CERTIFICATE],
  ['SELF_SIGNED_CERT_IN_CHAIN', CERTIFICATE],
  ['UNABLE_TO_GET_ISSUER_CERT', CERTIFICATE],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', CERTIFICATE],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', CERTIFICATE],
  ['CERT_HAS_EXPIRED', CERTIFICATE],
  ['ERR_TLS_CERT_ALTNAME_INVALID', CERTIFICATE],
]);

/** The server answers, and what the settings say of it is wrong: the message says what. Waiting will not help. */
export class ConnectionSettingsWrong extends ExplainedError {
  readonly code = 'CLICKHOUSE_SETTINGS_WRONG';

  private constructor(cure: string, name: string, cause: ClickHouseError) {
    super(`${cure.replace('$', name)}, and start again.`, { cause });
  }

  /** `undefined` for any other error. */
  static from(error: unknown): ConnectionSettingsWrong | undefined {
    if (!(error instanceof ClickHouseError)) return undefined;
    const name = error.serverType ?? error.network ?? '';
    const cure = CURES.get(name);
    return cure === undefined ? undefined : new ConnectionSettingsWrong(cure, name, error);
  }
}
