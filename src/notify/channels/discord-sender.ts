import type { Notice } from '../notices/notice';
import type { Outcome, Sender } from './outcome';
import { postJson } from './post';
import { shorten } from './shorten';
import { headline, MAY_BE_REPEAT } from './wording';

/** Of Discord: letters, and fields. */
const MAX = { title: 256, description: 4_000, name: 256, value: 1_024, fields: 25 } as const;

const COLOURS = { info: 0x3b82f6, warning: 0xd97706, critical: 0xdc2626 } as const;
const RESOLVED = 0x16a34a;
const NEUTRAL = 0x6b7280;

/** Posts to a webhook of Discord. Nobody is pinged, whatever stands in a text. */
export class DiscordSender implements Sender {
  constructor(private readonly url: URL) {}

  send(notice: Notice, _: string, isRepeat: boolean): Promise<Outcome> {
    return postJson({
      url: this.url,
      body: JSON.stringify(discordMessage(notice, isRepeat)),
      isRefusalFinal: true,
    });
  }
}

export function discordMessage(notice: Notice, isRepeat: boolean): object {
  const { type, severity, text, figures, links, at } = notice;
  const paragraphs = [
    ...(isRepeat ? [MAY_BE_REPEAT] : []),
    ...text,
    ...(figures.length > MAX.fields ? [`There are ${figures.length - MAX.fields} more figures.`] : []),
    ...links.map((link) => `[${escaped(link.text)}](${link.url.replaceAll(')', '%29')})`),
  ];
  return {
    allowed_mentions: { parse: [] },
    embeds: [
      {
        title: shorten(escaped(headline(notice)), MAX.title),
        description: shorten(
          paragraphs
            .map((one, index) => (index < paragraphs.length - links.length ? escaped(one) : one))
            .join('\n\n'),
          MAX.description,
        ),
        color: type === 'alert.resolved' ? RESOLVED : severity === undefined ? NEUTRAL : COLOURS[severity],
        timestamp: at.toISOString(),
        fields: figures.slice(0, MAX.fields).map(({ label, value, note }) => ({
          name: shorten(escaped(label), MAX.name),
          value: shorten(escaped(note === '' ? value : `${value}\n${note}`), MAX.value),
          inline: true,
        })),
      },
    ],
  };
}

/** Its Markdown is text. */
function escaped(text: string): string {
  return text.replace(/[[\]()*_`#<>~|\\@]/g, '\\$&');
}
