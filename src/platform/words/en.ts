import type { Message } from './message';

/** What the page and the mails of digests say alike. As in page/messages/en.ts. */
export const enWords = {
  interval: '{low} – {high}',
  'unit.days': '{amount}\u00a0d',
  'unit.hours': '{amount}\u00a0h',
  'unit.minutes': '{amount}\u00a0m',
  'unit.seconds': '{amount}\u00a0s',
  'unit.percent': '{amount} %',
  'change.none': 'no change',
  'change.points': '{amount} pts',
  'change.fromNothing': '{amount} from 0',
  'change.was': 'was {value}',
  'change.eitherWay.duration': 'between {lower} lower and {higher} higher',
  'change.eitherWay.stars': 'between {lower} stars lower and {higher} stars higher',
  'change.eitherWay.points': 'between {lower} points lower and {higher} points higher',
  'change.eitherWay.percent': 'between {lower} % lower and {higher} % higher',
  'change.lower.duration': 'between {less} and {more} lower',
  'change.lower.stars': 'between {less} and {more} stars lower',
  'change.lower.points': 'between {less} and {more} points lower',
  'change.lower.percent': 'between {less} and {more} % lower',
  'change.higher.duration': 'between {less} and {more} higher',
  'change.higher.stars': 'between {less} and {more} stars higher',
  'change.higher.points': 'between {less} and {more} points higher',
  'change.higher.percent': 'between {less} and {more} % higher',
  'verdict.certain': 'more than the usual ups and downs: {interval}',
  'verdict.same': 'about the same',
  'verdict.usual': 'within the usual ups and downs',
  'verdict.few': 'too few to say (n\u00a0=\u00a0{samples})',
  'verdict.fewOfKind': 'too few to say ({part} of {all})',
  'verdict.pending': 'not counted yet',
  'glance.waiting.nobody': 'Nobody waits for an answer now.',
  'glance.waiting.some': {
    one: '{n} person waits for an answer now.',
    other: '{n} people wait for an answer now.',
  },
  'glance.waiting.within': {
    one: '{n} person waits now, within the target.',
    other: '{n} people wait now, all within the target.',
  },
  'glance.waiting.beyond': {
    one: '{n} person waits now, {overdue} beyond the target.',
    other: '{n} people wait now, {overdue} beyond the target.',
  },
  'glance.wait': 'Visitors waited {wait} for a first answer.',
  'glance.wait.usual':
    'Visitors waited {wait} for a first answer, {previous} before: within the usual ups and downs.',
  'glance.wait.same': 'Visitors waited {wait} for a first answer, about the same as before ({previous}).',
  'glance.wait.few':
    'Visitors waited {wait} for a first answer; too few to say whether that has changed (n\u00a0=\u00a0{samples}).',
  'glance.wait.before': 'Visitors waited {wait} for a first answer, {previous} before.',
  'glance.change.episodesEngaged.higher': {
    one: '{n} contact came, up from {previous}: more than the usual ups and downs.',
    other: '{n} contacts came, up from {previous}: more than the usual ups and downs.',
  },
  'glance.change.episodesEngaged.lower': {
    one: '{n} contact came, down from {previous}: more than the usual ups and downs.',
    other: '{n} contacts came, down from {previous}: more than the usual ups and downs.',
  },
  'glance.change.firstAnswerSecondsP50.higher':
    'Visitors waited {value} for a first answer, up from {previous}: more than the usual ups and downs.',
  'glance.change.firstAnswerSecondsP50.lower':
    'Visitors waited {value} for a first answer, down from {previous}: more than the usual ups and downs.',
  'glance.change.firstResponseSecondsP50.higher':
    'Visitors waited {value} for a person, up from {previous}: more than the usual ups and downs.',
  'glance.change.firstResponseSecondsP50.lower':
    'Visitors waited {value} for a person, down from {previous}: more than the usual ups and downs.',
  'glance.change.totalWaitSecondsP50.higher':
    'Visitors waited {value} in all of a contact, up from {previous}: more than the usual ups and downs.',
  'glance.change.totalWaitSecondsP50.lower':
    'Visitors waited {value} in all of a contact, down from {previous}: more than the usual ups and downs.',
  'glance.change.closureSecondsP50.higher':
    'Contacts were closed after {value}, up from {previous}: more than the usual ups and downs.',
  'glance.change.closureSecondsP50.lower':
    'Contacts were closed after {value}, down from {previous}: more than the usual ups and downs.',
  'glance.change.csatRate.higher': 'CSAT rose from {previous} to {value}, more than the usual ups and downs.',
  'glance.change.csatRate.lower': 'CSAT fell from {previous} to {value}, more than the usual ups and downs.',
  'glance.change.episodesMissed.higher': {
    one: 'Nobody answered {n} contact, up from {previous}: more than the usual ups and downs.',
    other: 'Nobody answered {n} contacts, up from {previous}: more than the usual ups and downs.',
  },
  'glance.change.episodesMissed.lower': {
    one: 'Nobody answered {n} contact, down from {previous}: more than the usual ups and downs.',
    other: 'Nobody answered {n} contacts, down from {previous}: more than the usual ups and downs.',
  },
  'glance.change.episodesUnanswered.higher': {
    one: 'No person answered {n} contact, up from {previous}: more than the usual ups and downs.',
    other: 'No person answered {n} contacts, up from {previous}: more than the usual ups and downs.',
  },
  'glance.change.episodesUnanswered.lower': {
    one: 'No person answered {n} contact, down from {previous}: more than the usual ups and downs.',
    other: 'No person answered {n} contacts, down from {previous}: more than the usual ups and downs.',
  },
  'glance.change.copilotResolutionRate.higher':
    'The copilot solved {value} of its contacts, up from {previous}: more than the usual ups and downs.',
  'glance.change.copilotResolutionRate.lower':
    'The copilot solved {value} of its contacts, down from {previous}: more than the usual ups and downs.',
  'glance.change.copilotInvolvementRate.higher':
    'The copilot took part in {value} of the contacts, up from {previous}: more than the usual ups and downs.',
  'glance.change.copilotInvolvementRate.lower':
    'The copilot took part in {value} of the contacts, down from {previous}: more than the usual ups and downs.',
  'glance.change.repeatContactRate.higher':
    'After {value} of the contacts the visitor came back within 7 days, up from {previous}: more than the usual ups and downs.',
  'glance.change.repeatContactRate.lower':
    'After {value} of the contacts the visitor came back within 7 days, down from {previous}: more than the usual ups and downs.',
  'glance.target.below': {
    one: '{share} kept the target “{target}”, below its goal of {goal}.',
    other: '{n} targets are below their goals, farthest “{target}”: {share} kept it, and {goal} should.',
  },
  'glance.target.above': {
    one: '{share} kept the target “{target}”, above its goal of {goal}.',
    other: 'All {n} targets are above their goals, nearest “{target}”: {share} kept it, and {goal} should.',
  },
  'glance.target.close':
    'No target is below its goal for certain, nearest “{target}”: {share} kept it, and {goal} should.',
  'glance.target.few': '{share} kept the target “{target}”, of which {goal} should: too few to say.',
  'figure.contacts': 'Contacts',
  'figure.firstAnswer': 'Wait for a first answer',
  'figure.firstResponse': 'Wait for a person',
  'figure.totalWait': 'Wait in all',
  'figure.closure': 'Time to close',
  'figure.csat': 'Satisfaction (CSAT)',
  'figure.copilotResolution': 'Solved by the copilot',
  'figure.missed': 'Nobody answered',
  'figure.unanswered': 'No person answered',
  'figure.copilotInvolvement': 'With the copilot',
  'figure.repeatContacts': 'Back within 7 days',
  'target.within': '{measure} within {limit}',
  'target.withinWorkingHours': '{measure} within {limit} of working hours',
  'target.measure.FIRST_RESPONSE': 'First response',
  'target.measure.FIRST_ANSWER': 'First answer',
  'target.measure.REPLY': 'Reply',
  'target.measure.TOTAL_WAIT': 'Total wait',
  'target.measure.CLOSURE': 'Closed',
  'standing.few': 'too few to say',
  'standing.above': 'above the goal',
  'standing.below': 'below the goal',
  'standing.close': 'too close to say',
} as const satisfies Readonly<Record<string, Message>>;
