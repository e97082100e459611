import type { Browser, HTTPRequest, HTTPResponse, Page } from 'puppeteer-core';
import { knowThePage, signIn } from './sign-in';

/** Of a machine that does much else: what never comes is told before Jest's own limit. */
const PATIENCE_MS = 120_000;

export interface OpenOptions {
  /** From `?` on. */
  readonly query?: string;
  readonly width?: number;
  readonly theme?: 'light' | 'dark';
  /** Without it the page asks for a token. */
  readonly isSignedIn?: boolean;
  /** Whether the hints of a first visit are shown. */
  readonly isFirstVisit?: boolean;
  /** The folder for what is saved. */
  readonly savesTo?: string;
  /** Done to the tab before the page is opened in it. */
  readonly prepare?: (tab: Page) => Promise<unknown>;
}

/** A tab with the page of a service, which remembers whatever goes wrong in it. */
export class OpenPage {
  /** Errors of the console and of scripts, broken policies, and requests to anywhere else. */
  readonly faults: string[] = [];
  /** The questions to GraphQL, by their names, in order. */
  readonly questions: string[] = [];
  /** What came back to them. */
  readonly answers: { readonly question: string; readonly body: string }[] = [];

  private constructor(
    readonly tab: Page,
    private readonly url: string,
  ) {}

  static async open(browser: Browser, url: string, options: OpenOptions = {}): Promise<OpenPage> {
    const { query = '', width = 1440, theme = 'light', isSignedIn = true, savesTo, prepare } = options;
    const { isFirstVisit = false } = options;
    const context = await browser.createBrowserContext(
      savesTo === undefined ? {} : { downloadBehavior: { policy: 'allow', downloadPath: savesTo } },
    );
    const opened = new OpenPage(await context.newPage(), url);
    opened.listen();
    const { tab } = opened;
    tab.setDefaultTimeout(PATIENCE_MS);
    await tab.setViewport({ width, height: 900 });
    await tab.emulateMediaFeatures([
      { name: 'prefers-color-scheme', value: theme },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ]);
    if (isSignedIn) await signIn(tab);
    if (!isFirstVisit) await knowThePage(tab);
    await prepare?.(tab);
    await tab.goto(`${url}/${query}`);
    if (isSignedIn) await opened.settled();
    return opened;
  }

  /** Waits until the answer to the last question is shown. */
  async settled(): Promise<void> {
    await this.tab.waitForSelector('.content:not([aria-busy]) .figure, .waiting-facts, .cut-off');
    await this.tab.waitForSelector('.tables:not([aria-busy]), .waiting-facts, .cut-off');
    await this.tab.waitForFunction(() => document.querySelector('.fields[aria-busy]') === null);
    // Who is due comes with the status, and may move what is below.
    await this.tab.waitForSelector('.targets[hidden], .due > h4, .waiting-facts, .cut-off');
  }

  /** Waits until something is asked, answered and shown. */
  async after(action: () => Promise<unknown>): Promise<void> {
    const answer = this.tab.waitForResponse((response) => response.url().endsWith('/graphql'));
    await action();
    await answer;
    await this.settled();
  }

  /** Clicks in the middle of the window, where nothing lies above an element. */
  async click(selector: string): Promise<void> {
    await this.tab.$eval(selector, (found) => {
      found.scrollIntoView({ block: 'center' });
    });
    await this.tab.click(selector);
  }

  /** The texts of all elements of a selector, as they are seen. */
  texts(selector: string): Promise<string[]> {
    return this.tab.$$eval(selector, (found) => found.map((one) => (one as HTMLElement).innerText));
  }

  async text(selector: string): Promise<string> {
    await this.tab.waitForSelector(selector);
    return (await this.texts(selector))[0] ?? '';
  }

  /** The rows of a table, cell by cell. */
  rows(selector: string): Promise<string[][]> {
    return this.tab.$$eval(`${selector} tbody tr`, (rows) =>
      rows.map((row) => [...row.children].map((cell) => cell.textContent)),
    );
  }

  close(): Promise<void> {
    return this.tab.browserContext().close();
  }

  private listen(): void {
    this.tab.on('pageerror', (error) => this.faults.push(String(error)));
    this.tab.on('console', (message) => {
      // An answer that is no success is told by the browser as well; what the page makes of it is seen in the page.
      const isStatus = message.text().startsWith('Failed to load resource: the server responded');
      if (['error', 'warn'].includes(message.type()) && !isStatus) this.faults.push(message.text());
    });
    this.tab.on('request', (request) => {
      // Chromium has pictures of its own in fields for dates.
      const isElsewhere = !request.url().startsWith(this.url) && !request.url().startsWith('data:');
      if (isElsewhere) this.faults.push(`a request to ${request.url()}`);
      void questionOf(request).then((asked) => {
        if (asked !== undefined) this.questions.push(asked);
      });
    });
    this.tab.on('response', (response) => {
      void this.keepAnswer(response).catch(() => 'It was given up.');
    });
  }

  private async keepAnswer(response: HTTPResponse): Promise<void> {
    const question = await questionOf(response.request());
    if (question !== undefined) this.answers.push({ question, body: await response.text() });
  }
}

/** The name of the question that a request asks. */
async function questionOf(request: HTTPRequest): Promise<string | undefined> {
  return /"query":"query (\w+)/.exec((await request.fetchPostData()) ?? '')?.[1];
}
