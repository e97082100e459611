import { ClickHouseError } from '../../platform/clickhouse/clickhouse-error';
import { ConnectionSettingsWrong } from '../../platform/clickhouse/connection-settings-wrong';
import { ExplainedError } from '../../platform/explained-error';

/** A line of a stack that is in this program. */
const OWN_CODE = /^\s*at .*[/\\](?:dist|src|simulator)[/\\].*$/m;

/** What a person reads of a program that failed: what is wrong, and what to do about it. Without a stack. */
export function failureText(error: unknown): string {
  const wrong = ConnectionSettingsWrong.from(error);
  if (wrong) return wrong.message;
  if (error instanceof ExplainedError) return error.message;
  if (error instanceof ClickHouseError) {
    const isRefusal = error.code === 'CLICKHOUSE_REFUSED';
    return `${oneLine(error.message)}${isRefusal ? '' : ': does it run, and is CLICKHOUSE_URL right?'}`;
  }
  if (!(error instanceof Error)) return `This failed: ${oneLine(String(error))}`;
  const where = OWN_CODE.exec(error.stack ?? '')?.[0].trim();
  return (
    `This failed in a way that nobody foresaw: ${oneLine(`${error.name}: ${error.message}`)}` +
    `${where === undefined ? '' : `, ${where}`}. LOG_LEVEL=debug shows more; please report it.`
  );
}

function oneLine(text: string): string {
  return text
    .split(/\s*\n\s*/)
    .join(' ')
    .trim();
}
