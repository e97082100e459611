import type { Notice } from '../notices/notice';
import type { Outcome, Sender } from './outcome';
import { postJson } from './post';
import { shorten } from './shorten';
import { headline, MAY_BE_REPEAT } from './wording';

const MAX_LETTERS = 4_000;

/** Posts an Adaptive Card to a workflow of Microsoft Teams. It says that it accepted it, not that anybody saw it. */
export class TeamsSender implements Sender {
  constructor(private readonly url: URL) {}

  send(notice: Notice, _: string, isRepeat: boolean): Promise<Outcome> {
    return postJson({
      url: this.url,
      body: JSON.stringify(teamsMessage(notice, isRepeat)),
      isRefusalFinal: true,
    });
  }
}

export function teamsMessage(notice: Notice, isRepeat: boolean): object {
  const { text, figures, links } = notice;
  const paragraphs = [...(isRepeat ? [MAY_BE_REPEAT] : []), ...text];
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    msteams: { width: 'Full' },
    body: [
      { ...block(headline(notice)), weight: 'Bolder', size: 'Medium' },
      ...paragraphs.map(block),
      ...(figures.length === 0
        ? []
        : [
            {
              type: 'FactSet',
              facts: figures.map(({ label, value, note }) => ({
                title: plain(label),
                value: plain(note === '' ? value : `${value} (${note})`),
              })),
            },
          ]),
    ],
    actions: links.map(({ text: title, url }) => ({ type: 'Action.OpenUrl', title, url })),
  };
  return {
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content }],
  };
}

function block(text: string): object {
  return { type: 'TextBlock', text: plain(text), wrap: true };
}

/** A card reads some of Markdown: what would be a link, or a list, is text. */
function plain(text: string): string {
  return shorten(text.replace(/[[\]*_`\\]/g, '\\$&'), MAX_LETTERS);
}
