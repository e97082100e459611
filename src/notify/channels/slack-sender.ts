import type { Notice } from '../notices/notice';
import type { Outcome, Sender } from './outcome';
import { postJson } from './post';
import { shorten } from './shorten';
import { headline, MAY_BE_REPEAT } from './wording';

/** Of Slack: letters of a section and of a header. */
const MAX_SECTION = 3_000;
const MAX_FIELD = 2_000;
const FIELDS_PER_SECTION = 10;

/** Else Slack makes links of addresses and pings whom it finds called `@everyone`, in what is no markup. */
const MARKUP_ALONE = { type: 'mrkdwn', verbatim: true };

/** Posts to an incoming webhook of Slack. */
export class SlackSender implements Sender {
  constructor(private readonly url: URL) {}

  send(notice: Notice, _: string, isRepeat: boolean): Promise<Outcome> {
    return postJson({
      url: this.url,
      body: JSON.stringify(slackMessage(notice, isRepeat)),
      isRefusalFinal: true,
    });
  }
}

/** `text` is what a notification shows, and programs that read. */
export function slackMessage(notice: Notice, isRepeat: boolean): object {
  const { text, figures, links } = notice;
  const paragraphs = [...(isRepeat ? [MAY_BE_REPEAT] : []), ...text];
  const blocks = [
    section(`*${escaped(headline(notice))}*`),
    ...paragraphs.map((paragraph) => section(escaped(paragraph))),
    ...inGroups(figures).map((group) => ({
      type: 'section',
      fields: group.map(({ label, value, note }) => ({
        ...MARKUP_ALONE,
        text: shorten(
          `*${escaped(label)}*\n${escaped(value)}${note === '' ? '' : `\n${escaped(note)}`}`,
          MAX_FIELD,
        ),
      })),
    })),
    ...(links.length === 0
      ? []
      : [section(links.map(({ text: of, url }) => `<${escaped(url)}|${escaped(of)}>`).join('  ·  '))]),
  ];
  return { text: shorten(escaped(headline(notice)), MAX_SECTION), blocks, unfurl_links: false };
}

function section(text: string): object {
  return { type: 'section', text: { ...MARKUP_ALONE, text: shorten(text, MAX_SECTION) } };
}

/**
 * As Slack wants it; with these three escaped, no `<!channel>` and no link is in a text. What its markup would take for
 * bold or code is harmless, and stays as people wrote it.
 */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function inGroups<Item>(items: readonly Item[]): Item[][] {
  return Array.from({ length: Math.ceil(items.length / FIELDS_PER_SECTION) }, (_, index) =>
    items.slice(index * FIELDS_PER_SECTION, (index + 1) * FIELDS_PER_SECTION),
  );
}
