import { ClickHouseError } from '../../platform/clickhouse/clickhouse-error';
import { failureText } from './failure-text';

const refusal = (serverType: string, detail: string) =>
  new ClickHouseError({ code: 'CLICKHOUSE_REFUSED', statement: 'a', detail, serverType });

describe('What a person reads of a failure', () => {
  it('is one line, and says what to do where that is known', () => {
    expect(failureText(refusal('AUTHENTICATION_FAILED', 'wrong:\n\n  a long story\n'))).toContain(
      'set CLICKHOUSE_USER and CLICKHOUSE_PASSWORD',
    );
    expect(failureText(refusal('USER_SESSION_LIMIT_EXCEEDED', 'overflown'))).toContain(
      'leave CLICKHOUSE_URL out',
    );
    expect(failureText(refusal('UNKNOWN_TABLE', 'none\n  there\n'))).toBe('ClickHouse: a failed: none there');
    const detail = 'the server cannot be reached';
    const away = new ClickHouseError({ code: 'CLICKHOUSE_UNREACHABLE', statement: 'a', detail });
    expect(failureText(away)).toContain('is CLICKHOUSE_URL right?');
  });

  it('is for what nobody foresaw the error and its place, without a stack', () => {
    const text = failureText(new TypeError('x is\nno function'));
    expect(text).toContain('TypeError: x is no function, at ');
    expect(text).toContain('failure-text.spec');
    expect(text).toContain('LOG_LEVEL=debug');
    expect(text).not.toContain('\n');
    expect(failureText('odd')).toBe('This failed: odd');
  });
});
