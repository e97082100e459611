import { CLICKHOUSE_BOARD } from './boards/clickhouse';
import { COPILOT_BOARD } from './boards/copilot';
import { DATA_QUALITY } from './boards/data-quality/data-quality';
import { LIVE } from './boards/live';
import { OPERATORS } from './boards/operators';
import { OVERVIEW } from './boards/overview';
import { PAGES } from './boards/pages';
import { RATINGS } from './boards/ratings';
import { RESPONSE_TIMES } from './boards/response-times';
import { SERVICE_BOARD } from './boards/service/service';
import { dashboardOf } from './model/dashboard';
import type { DashboardDraft } from './model/dashboard';

const BOARDS: readonly DashboardDraft[] = [
  ...[OVERVIEW, LIVE, RESPONSE_TIMES, RATINGS, COPILOT_BOARD, OPERATORS, PAGES],
  ...[DATA_QUALITY, SERVICE_BOARD, CLICKHOUSE_BOARD],
];

/** What is written beside this folder: the text of each file, by its path from `dashboards/`. */
export function dashboardFiles(): Map<string, string> {
  return new Map(
    BOARDS.map((board) => [`${board.uid}.json`, `${JSON.stringify(dashboardOf(board), null, 2)}\n`]),
  );
}
