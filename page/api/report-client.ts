import { saveFile } from '../components/save-file';
import { t } from '../messages/text';
import { authorizationOf } from '../session/access';
import type { Access } from '../session/access';
import { PageError } from './page-error';
import { refusal, unreachable } from './refusal';

/** What a report can be saved as. */
export type FileFormat = 'xlsx' | 'csv';

/** Without it a spreadsheet takes UTF-8 for something else. */
const BYTE_ORDER_MARK = '&bom=1';

/** Saves the service's reports as files of the browser. */
export class ReportClient {
  constructor(private readonly access: Access) {}

  /**
   * Asks for a report and saves it, named as the service names it. The token goes in a header, as to everything: a
   * link would put it into a URL. A file is saved only if all of it came.
   * @param report such as `episodes`
   * @throws PageError
   */
  async save(report: string, format: FileFormat, parameters: URLSearchParams): Promise<void> {
    const query = parameters.toString() + (format === 'csv' ? BYTE_ORDER_MARK : '');
    const response = await this.get(`/reports/${report}.${format}?${query}`);
    if (!response.ok) throw refusal(response.status, await response.json().catch(() => ({})));
    const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1];
    const file = await response.blob().catch((error: unknown) => {
      throw new PageError('BROKEN', t('error.brokeOff'), { cause: error });
    });
    saveFile(file, name ?? `${report}.${format}`);
  }

  /** What the service tells the page alone. @throws PageError */
  async json<Answer>(address: string): Promise<Answer> {
    const response = await this.get(address);
    if (!response.ok) throw refusal(response.status, await response.json().catch(() => ({})));
    return (await response.json()) as Answer;
  }

  private async get(address: string): Promise<Response> {
    try {
      return await fetch(address, {
        headers: authorizationOf(this.access),
        cache: 'no-store',
      });
    } catch (error) {
      throw unreachable(error);
    }
  }
}
