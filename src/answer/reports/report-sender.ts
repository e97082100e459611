import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AuditLog } from '../../platform/access/audit-log';
import type { Caller } from '../../platform/access/caller';
import { requireCaller } from '../../platform/access/request-caller';
import { LOG } from '../../platform/logging/logging.module';
import type { Log } from '../../platform/logging/log';
import { CallerLimits, WEIGHT_OF_REPORT } from '../access/caller-limits';
import type { UnderWay } from '../access/caller-limits';
import type { ReportFormat, RowWriter } from './formats/report-format';
import { ofOneGeneration } from './of-one-generation';
import { begun } from './portions';
import type { Portions, ResolvedReport } from './report';
import { GenerationsOfShards } from '../shards/generations';
import { LocalTimes } from '../measures/calendar/local-time';

/** There is no such report. */
export class UnknownReport extends Error {
  readonly code = 'NOT_FOUND';
}

/** Too many reports are being sent already. */
class TooManyReports extends Error {
  readonly code = 'RATE_LIMITED';
}

/** Each may keep a statement of ClickHouse open for as long as its reader takes. */
const MAX_AT_ONCE = 8;
/** What a statement to the database costs, as in GraphQL. */
const COST_OF_REPORT = 10_000;
/** A reader who takes nothing for so long is gone. */
const TIMEOUT_MS = 5 * 60_000;
/** Rows compress well at any level; the lowest hardly costs time. */
const GZIP = { level: 1 };

/** A report, and how it is written down. */
interface SentReport {
  readonly report: ResolvedReport;
  readonly format: ReportFormat;
  readonly write: RowWriter;
}

/** Sends reports as their rows come, no faster than they are taken. */
@Injectable()
export class ReportSender {
  private underWay = 0;

  constructor(
    private readonly generations: GenerationsOfShards,
    private readonly limits: CallerLimits,
    private readonly audit: AuditLog,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /**
   * Resolves when the answer is sent, or broken off: a failure after the first rows resets the connection, so that
   * no reader takes what he has for all there is.
   * @throws TooManyReports, and whatever the report fails with before its first rows
   */
  async send(sent: SentReport, request: Request, response: Response): Promise<void> {
    const caller = requireCaller(request);
    if (request.method === 'HEAD') {
      setHead(sent, request, response);
      response.end();
      return;
    }
    if (this.underWay >= MAX_AT_ONCE) {
      throw new TooManyReports(`${MAX_AT_ONCE} reports are being sent already. Try again in a moment.`);
    }
    const own = this.limits.enter(caller, WEIGHT_OF_REPORT, COST_OF_REPORT);
    this.underWay += 1;
    try {
      this.noteExport(sent, caller);
      await this.sendRows(sent, own, request, response);
    } finally {
      this.underWay -= 1;
      own.end();
    }
  }

  private noteExport({ report, format }: SentReport, caller: Caller): void {
    if (!report.scopes.has('contacts') && !report.scopes.has('texts')) return;
    const object = fileName(report, format.extension);
    this.audit.note({ caller, action: 'report.exported', object });
    if (report.scopes.has('texts')) this.audit.note({ caller, action: 'texts.read', object });
  }

  private async sendRows(
    sent: SentReport,
    own: UnderWay,
    request: Request,
    response: Response,
  ): Promise<void> {
    const leaving = new AbortController();
    response.once('close', () => {
      leaving.abort();
    });
    const portions = await begun(
      ofOneGeneration(this.generations, () => charged(sent.report, own, leaving.signal)),
    ).catch((error: unknown) => {
      if (!leaving.signal.aborted) throw error;
      return undefined;
    });
    if (portions === undefined) return;
    const isZipped = setHead(sent, request, response);
    response.setTimeout(TIMEOUT_MS, () => response.destroy());
    const written = this.orReset(sent.write(sent.report, portions), request.socket, leaving.signal);
    const pieces = Readable.from(written, { highWaterMark: 1 });
    try {
      await (isZipped ? pipeline(pieces, createGzip(GZIP), response) : pipeline(pieces, response));
    } catch {
      // A failure has been reported already, and a reader may leave.
    }
  }

  /** The same pieces; a failure resets the connection: with HTTP/1.0 an orderly end would be that of the report. */
  private async *orReset<Piece>(
    written: AsyncIterable<Piece>,
    socket: Socket,
    leaving: AbortSignal,
  ): AsyncGenerator<Piece> {
    try {
      yield* written;
    } catch (error) {
      if (!leaving.aborted) this.log.error({ err: error }, 'a report was broken off');
      socket.resetAndDestroy();
      throw error;
    }
  }
}

/** Its rows, of which each value counts as one of GraphQL's does. */
async function* charged(report: ResolvedReport, own: UnderWay, signal: AbortSignal): Portions {
  for await (const rows of report.rows(signal)) {
    own.charge(rows.length * report.columns.length);
    yield rows;
  }
}

/** @returns whether it is to be compressed */
function setHead({ report, format }: SentReport, request: Request, response: Response): boolean {
  const isZipped = !format.isZipped && request.acceptsEncodings('gzip', 'identity') === 'gzip';
  response.status(200).set({
    'Content-Type': format.contentType,
    'Content-Disposition': `attachment; filename="${fileName(report, format.extension)}"`,
    Vary: 'Accept-Encoding, Authorization',
    ...(isZipped ? { 'Content-Encoding': 'gzip' } : {}),
  });
  return isZipped;
}

/** What a downloaded report is called: report and range, in letters that every file system takes. */
function fileName(
  { name, range, zone }: Pick<ResolvedReport, 'name' | 'range' | 'zone'>,
  extension: string,
): string {
  const times = new LocalTimes(zone);
  const [from, to] = [range.from, range.to].map((instant) => textOf(instant, times));
  return `${name}_${from}_to_${to}.${extension}`;
}

/** `2026-03-01`; within a day `2026-03-01T123000Z` or, in a zone, `2026-03-01T123000+0200`. */
function textOf(instant: number, times: LocalTimes): string {
  const time = times.timeAt(instant);
  if (time.isMidnight) return String(times.dateAt(instant));
  return String(time).replace('.000', '').replaceAll(':', '');
}
