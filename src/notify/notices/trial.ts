import { randomUUID } from 'node:crypto';
import type { Notice } from './notice';

/** A notice by which people see that a channel works. @param publicUrl where people reach the service */
export function trialNotice(channel: string, publicUrl: URL | undefined, at = new Date()): Notice {
  return {
    id: `trial-${randomUUID()}`,
    type: 'test',
    at,
    title: `notifications reach this channel (${channel})`,
    text: ['This was sent to try the channel out. Nothing is wrong, and nothing is to be done.'],
    figures: [
      { label: 'First answer, median', value: '2 min 15 s', note: 'an example, not one of your figures' },
      { label: 'Satisfied', value: '92 %', note: 'an example, too' },
    ],
    links: publicUrl === undefined ? [] : [{ text: 'Open the page', url: publicUrl.href }],
    data: { channel },
  };
}
