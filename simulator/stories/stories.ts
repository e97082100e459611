import type { Happening, Visitor } from '../world/model';
import { DAY, HOUR, MINUTE, SECOND } from '../world/world-options';
import { StoryTeller } from './story-teller';

/** Some things that happen at once, in a story that is told over a minute. */
export interface Act {
  /** After the beginning, in milliseconds. */
  readonly afterMs: number;
  /** One line for whoever watches. */
  readonly says: string;
  readonly happenings: readonly Happening[];
  /** Bodies that are no events at all. */
  readonly bodies?: readonly string[];
}

export interface Story {
  /** What a service that has the alert should tell then. */
  readonly told: string;
  readonly acts: (teller: StoryTeller, now: number) => readonly Act[];
}

const USUAL_IN_AN_HOUR = 1_200;
const WEEKS = 3;

/** What alerts can be tried with: docs/alerts.md. */
export const STORIES = {
  waiting: {
    told: 'somebody-waits (and `due`, for a target whose limit passes soon); then that nobody waits any more',
    acts: (teller, now) => {
      const [created, asked] = teller.asks(now - 12 * MINUTE);
      return [
        act(0, 'A visitor has waited for 12 minutes.', created, asked),
        act(25 * SECOND, 'An operator answers.', teller.answers(created.visitor, now + 25 * SECOND)),
      ];
    },
  },
  'bad-rating': {
    told: 'bad-rating, for one chat',
    acts: (teller, now) => [
      act(0, 'A visitor is answered, and gives one star.', ...ratedChat(teller, now - 40 * SECOND, 1)),
      act(5 * SECOND, 'Another one gives five.', ...ratedChat(teller, now - 35 * SECOND, 5)),
    ],
  },
  blocked: {
    told: 'an alert on `blocked`, for one chat',
    acts: (teller, now) => {
      const [created, asked] = teller.asks(now - MINUTE, 'Buy cheap watches!!!');
      const blocked = teller.state(created.visitor, now, 'user.blocked');
      return [act(0, 'A visitor is blocked.', created, asked, blocked)];
    },
  },
  'unknown-type': {
    told: 'unknown-type, once for the type `user.merged`',
    acts: (teller, now) => {
      const [created, asked] = teller.asks(now - MINUTE);
      const merged = teller.state(created.visitor, now, 'user.merged');
      const again = teller.state(created.visitor, now + SECOND, 'user.merged');
      return [act(0, 'SignalZen sends a type that nobody knows, twice.', created, asked, merged, again)];
    },
  },
  'low-satisfaction': {
    told: 'low-satisfaction, where these ratings outweigh others of the last 24 hours; and bad-rating for each low one',
    acts: (teller, now) => {
      const chats = Array.from({ length: 25 }, (_, index) =>
        ratedChat(teller, now - (25 - index) * MINUTE, [1, 2, 3, 5][index % 4] ?? 1),
      );
      return [act(0, '25 visitors rate, and a quarter of them is satisfied.', ...chats.flat())];
    },
  },
  target: {
    told: '`target`, for targets of a few minutes on a first answer: their error budget goes fast',
    acts: (teller, now) => {
      const ages = Array.from({ length: 30 }, (_, index) => 2 * index);
      const asked = ages.flatMap((minutes) => teller.asks(now - minutes * MINUTE));
      return [act(0, '30 visitors have come in the last hour, and nobody has answered any.', ...asked)];
    },
  },
  change: {
    told: 'a `change` of episodesEngaged by DAY. Play it before the alert is in the file: each day is judged once',
    acts: (teller, now) => {
      const yesterday = Math.floor(now / DAY) * DAY - DAY;
      const chats = (from: number, count: number) =>
        Array.from({ length: count }, (_, index) => teller.asks(from + index * MINUTE)).flat();
      const before = Array.from({ length: 4 }, (_, week) => chats(yesterday - 7 * DAY * (week + 1), 20));
      return [
        act(0, 'Four weeks ago and since, 20 visitors came on each such day.', ...before.flat()),
        act(0, 'Yesterday there were 80.', ...chats(yesterday, 80)),
      ];
    },
  },
  silence: {
    told: 'an alert on `silence: { atLeast: 10s }` within a minute of the end. The ready one waits for 15 minutes',
    acts: (teller, now) => {
      const slots = [Math.floor(now / HOUR) * HOUR, Math.floor(now / HOUR) * HOUR + HOUR];
      const usual = Array.from({ length: WEEKS + 1 }, (_, week) => week + 1).flatMap((week) =>
        slots.flatMap((slot) =>
          Array.from({ length: USUAL_IN_AN_HOUR }, (_, index) =>
            teller.asks(slot - 7 * DAY * week + index * 2 * SECOND),
          ).flat(),
        ),
      );
      return [act(0, 'For weeks 1,200 visitors came at this hour, and now nobody does.', ...usual)];
    },
  },
  data: {
    told: 'data: a delivery could not be read',
    acts: () => [
      {
        ...act(0, 'SignalZen sends something that nobody can read.'),
        bodies: ['[{"this":"is a list, and no event"}]'],
      },
    ],
  },
} as const satisfies Readonly<Record<string, Story>>;

export type StoryName = keyof typeof STORIES;
export const STORY_NAMES = Object.keys(STORIES) as readonly StoryName[];

function act(afterMs: number, says: string, ...happenings: readonly Happening[]): Act {
  return { afterMs, says, happenings };
}

function ratedChat(teller: StoryTeller, at: number, stars: number): Happening[] {
  const [created, asked] = teller.asks(at);
  const visitor: Visitor = created.visitor;
  return [
    created,
    asked,
    teller.answers(visitor, at + 20 * SECOND),
    ...teller.rates(visitor, at + 40 * SECOND, stars),
  ];
}
