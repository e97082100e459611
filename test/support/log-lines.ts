import type { RunningService } from './running-service';

interface LogLine {
  readonly level: string;
  readonly msg: string;
  readonly [fact: string]: unknown;
}

/** The lines of the log whose message contains a text. */
export function linesWith(service: RunningService, text: string): LogLine[] {
  return service.lastLines.filter((line) => line.includes(text)).map((line) => JSON.parse(line) as LogLine);
}
