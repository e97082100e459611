import type { MeasureTexts } from './measure-texts';
import { durationTexts } from './duration-texts';

/** What measures mean, in German. */
export const deMeasures: MeasureTexts = {
  'Distinct chats (SignalZen users) with a known creation.':
    'Chats (in SignalZen: Users), deren Erstellung bekannt ist. Jeder zählt einmal.',
  'Episodes with a known start. An episode is one contact: it starts at the creation of the chat or at its first visitor message, and again at a visitor message after a close and its tail, or after a long silence.':
    'Episoden, deren Beginn bekannt ist. Eine Episode ist ein Kontakt: Sie beginnt mit der Erstellung des Chats oder mit der ersten Nachricht des Besuchers, und eine neue mit seiner nächsten Nachricht, wenn der Chat abgeschlossen und der Nachklang vorbei oder es lange still war.',
  'Started episodes with a message of the visitor: what a support lead calls a contact.':
    'Begonnene Episoden mit einer Nachricht des Besuchers: was man im Support einen Kontakt nennt.',
  'Started episodes that are over, closed or idle, without a message of the visitor: somebody opened the chat and wrote nothing.':
    'Begonnene Episoden, die vorbei sind (abgeschlossen oder eingeschlafen), ohne eine Nachricht des Besuchers: Jemand hat den Chat geöffnet und nichts geschrieben.',
  'Episodes with a message of the visitor that start outside of the working hours of their account; none without a schedule.':
    'Episoden mit einer Nachricht des Besuchers, die außerhalb der Arbeitszeit ihres Kontos beginnen; ohne Arbeitszeitplan keine.',
  'Closed episodes. Only the first close of an episode counts.':
    'Abgeschlossene Episoden. Von jeder zählt nur der erste Abschluss.',
  'Episodes that are neither closed nor idle at the end of the bucket, or now if it has not ended.':
    'Episoden, die am Ende des Abschnitts weder abgeschlossen noch eingeschlafen sind; läuft er noch, dann jetzt.',
  'Episodes with a message of the visitor that are over, closed or idle, and in which neither an operator nor the copilot wrote anything: nobody answered.':
    'Episoden mit einer Nachricht des Besuchers, die vorbei sind (abgeschlossen oder eingeschlafen) und in denen weder ein Operator noch der Copilot etwas geschrieben hat: Niemand hat geantwortet.',
  'Episodes with a message of the visitor that are over, closed or idle, in which no operator wrote anything, and which the copilot did not resolve. The missed ones are among them.':
    'Episoden mit einer Nachricht des Besuchers, die vorbei sind (abgeschlossen oder eingeschlafen), in denen kein Operator etwas geschrieben hat und die der Copilot nicht gelöst hat. Die verpassten gehören dazu.',
  'Distinct text messages written by visitors.': 'Textnachrichten von Besuchern. Jede zählt einmal.',
  'Distinct text messages written by operators, including those whose chat is not known.':
    'Textnachrichten von Operatoren, auch solche, deren Chat nicht bekannt ist. Jede zählt einmal.',
  'Distinct text messages written by the copilot or another bot.':
    'Textnachrichten des Copilots oder eines anderen Bots. Jede zählt einmal.',
  "Distinct text messages sent by the account's rules (automatic invitations), not by a person.":
    'Textnachrichten, die Regeln des Kontos gesendet haben (automatische Einladungen) und kein Mensch. Jede zählt einmal.',
  'Events user.subscribed_by_email.':
    'Ereignisse user.subscribed_by_email: Ein Besucher hat seine E-Mail-Adresse hinterlassen.',
  'Events user.sent_transcript.': 'Ereignisse user.sent_transcript: Der Verlauf des Chats wurde verschickt.',
  'Events user.blocked. Blocked chats stay in all figures of volume.':
    'Ereignisse user.blocked. Gesperrte Chats bleiben in allen Zahlen zum Aufkommen enthalten.',
  'Events user.destroyed: the visitor or an operator deleted the chat.':
    'Ereignisse user.destroyed: Der Besucher oder ein Operator hat den Chat gelöscht.',
  'Share of the episodes that ended more than seven days ago after which the same chat started another one within seven days.':
    'Anteil der Episoden, die vor mehr als sieben Tagen endeten und auf die in demselben Chat binnen sieben Tagen eine weitere folgte.',
  'Episodes in which an operator answered the visitor: the samples of the time.':
    'Episoden, in denen ein Operator dem Besucher geantwortet hat: Aus ihnen wird die Zeit berechnet.',
  ...durationTexts({
    english:
      "from the visitor's first message, or from the hand-off if the copilot had the chat before, to the first message of an operator",
    average:
      'Durchschnittliche Zeit von der ersten Nachricht des Besuchers (oder von der Übergabe, wenn zuvor der Copilot den Chat hatte) bis zur ersten Nachricht eines Operators.',
    percentile: (percent) =>
      `Perzentil ${percent}, auf 1 % genau: So lange dauerte es bei ${percent} von 100 höchstens von der ersten Nachricht des Besuchers (oder von der Übergabe, wenn zuvor der Copilot den Chat hatte) bis zur ersten Nachricht eines Operators.`,
    percents: [50, 90, 95, 99],
  }),
  'Episodes in which an operator or the copilot answered the visitor: the samples of the time.':
    'Episoden, in denen ein Operator oder der Copilot dem Besucher geantwortet hat: Aus ihnen wird die Zeit berechnet.',
  ...durationTexts({
    english: "from the visitor's first message to the first message of an operator or the copilot",
    average:
      'Durchschnittliche Zeit von der ersten Nachricht des Besuchers bis zur ersten Nachricht eines Operators oder des Copilots.',
    percentile: (percent) =>
      `Perzentil ${percent}, auf 1 % genau: So lange dauerte es bei ${percent} von 100 höchstens von der ersten Nachricht des Besuchers bis zur ersten Nachricht eines Operators oder des Copilots.`,
    percents: [50, 90],
  }),
  'Turns of a visitor that an operator ended: the samples of the time.':
    'Gesprächsbeiträge eines Besuchers, die ein Operator beantwortet hat: Aus ihnen wird die Zeit berechnet.',
  ...durationTexts({
    english: 'from the first message of a turn of the visitor to the message of the operator that ended it',
    average:
      'Durchschnittliche Zeit von der ersten Nachricht eines Gesprächsbeitrags des Besuchers bis zu der Nachricht, mit der ein Operator ihn beantwortet hat.',
    percentile: (percent) =>
      `Perzentil ${percent}, auf 1 % genau: So lange dauerte es bei ${percent} von 100 höchstens von der ersten Nachricht eines Gesprächsbeitrags des Besuchers bis zu der Nachricht, mit der ein Operator ihn beantwortet hat.`,
    percents: [50, 90],
  }),
  'Episodes that are over, closed or idle, and in which an operator or the copilot answered the visitor: the samples of the time.':
    'Episoden, die vorbei sind (abgeschlossen oder eingeschlafen) und in denen ein Operator oder der Copilot dem Besucher geantwortet hat: Aus ihnen wird die Zeit berechnet.',
  ...durationTexts({
    english:
      'that the visitor of an episode waited in all: in each turn until an operator or the copilot answered, in a last one that nobody answered until the end',
    average:
      'Durchschnittliche Zeit, die der Besucher in einer Episode insgesamt gewartet hat: bei jedem Gesprächsbeitrag bis zur Antwort eines Operators oder des Copilots, bei einem letzten unbeantworteten bis zum Ende.',
    percentile: (percent) =>
      `Perzentil ${percent}, auf 1 % genau: So lange hat der Besucher in ${percent} von 100 Episoden insgesamt höchstens gewartet: bei jedem Gesprächsbeitrag bis zur Antwort eines Operators oder des Copilots, bei einem letzten unbeantworteten bis zum Ende.`,
    percents: [50, 90],
  }),
  'Closed episodes with a known start: the samples of the time.':
    'Abgeschlossene Episoden, deren Beginn bekannt ist: Aus ihnen wird die Zeit berechnet.',
  ...durationTexts({
    english: 'from the start of an episode to its first close',
    average: 'Durchschnittliche Zeit vom Beginn einer Episode bis zu ihrem ersten Abschluss.',
    percentile: (percent) =>
      `Perzentil ${percent}, auf 1 % genau: So lange dauerte es bei ${percent} von 100 höchstens vom Beginn der Episode bis zu ihrem ersten Abschluss.`,
    percents: [50, 90, 95, 99],
  }),
  'Distinct rated messages with a value from 1 to 5. The last value given counts.':
    'Bewertete Nachrichten mit einem Wert von 1 bis 5. Jede zählt einmal, mit ihrem letzten Wert.',
  'Average of the ratings, 1 to 5 stars.': 'Durchschnitt der Bewertungen, 1 bis 5 Sterne.',
  'Ratings whose last value is 1.': 'Bewertungen, deren letzter Wert 1 ist.',
  'Ratings whose last value is 2.': 'Bewertungen, deren letzter Wert 2 ist.',
  'Ratings whose last value is 3.': 'Bewertungen, deren letzter Wert 3 ist.',
  'Ratings whose last value is 4.': 'Bewertungen, deren letzter Wert 4 ist.',
  'Ratings whose last value is 5.': 'Bewertungen, deren letzter Wert 5 ist.',
  'Share of the ratings that are 4 or 5.': 'Anteil der Bewertungen mit 4 oder 5 Sternen.',
  'Share of the closed episodes that were rated. A rating belongs to the latest episode of its chat that started before it.':
    'Anteil der abgeschlossenen Episoden, die bewertet wurden. Eine Bewertung gehört zur letzten Episode ihres Chats, die vor ihr begann.',
  'Events user.enabled_copilot: the copilot was switched on in a chat.':
    'Ereignisse user.enabled_copilot: Der Copilot wurde in einem Chat eingeschaltet.',
  'Events user.disabled_copilot: the copilot was switched off in a chat.':
    'Ereignisse user.disabled_copilot: Der Copilot wurde in einem Chat ausgeschaltet.',
  "Episodes with a message of the visitor in which the copilot was on at some moment from the visitor's first message on.":
    'Episoden mit einer Nachricht des Besuchers, in denen der Copilot irgendwann ab dieser ersten Nachricht eingeschaltet war.',
  'Episodes in which the copilot could have answered (copilotEligible), that are over, closed or idle, and in which neither the copilot nor an operator wrote anything.':
    'Episoden, in denen der Copilot hätte antworten können (copilotEligible), die vorbei sind (abgeschlossen oder eingeschlafen) und in denen weder er noch ein Operator etwas geschrieben hat.',
  'Episodes in which the copilot wrote a message.':
    'Episoden, in denen der Copilot eine Nachricht geschrieben hat.',
  'Episodes of the copilot that are still open and not handed off.':
    'Episoden des Copilots, die noch offen und nicht übergeben sind.',
  "Episodes of the copilot, not handed off, in which it wrote after a message of the visitor, and that were closed, or became idle and the last message is not the visitor's.":
    'Nicht übergebene Episoden des Copilots, in denen er nach einer Nachricht des Besuchers geschrieben hat und die abgeschlossen wurden, oder eingeschlafen sind und deren letzte Nachricht nicht vom Besucher ist.',
  'Episodes of the copilot, not handed off, that are over, closed or idle, and not resolved.':
    'Nicht übergebene Episoden des Copilots, die vorbei sind (abgeschlossen oder eingeschlafen), aber nicht gelöst.',
  'Episodes of the copilot with an explicit hand-off while it was on, or with any message of an operator.':
    'Episoden des Copilots, die ausdrücklich übergeben wurden, während er eingeschaltet war, oder in denen ein Operator etwas geschrieben hat.',
  'Episodes in which the copilot wrote, to the episodes with a message of the visitor.':
    'Verhältnis der Episoden, in denen der Copilot geschrieben hat, zu den Episoden mit einer Nachricht des Besuchers.',
  'Share of the episodes of the copilot, those still open left out, that it resolved.':
    'Anteil der Episoden des Copilots, die er gelöst hat; noch offene zählen nicht mit.',
  'Share of the episodes that the copilot resolved, those that ended in the last seven days left out, after which the visitor started no other one within seven days.':
    'Anteil der vom Copilot gelösten Episoden, nach denen der Besucher binnen sieben Tagen keine weitere begann; was in den letzten sieben Tagen endete, zählt nicht mit.',

  'the creation of the chat': 'die Erstellung des Chats',
  'the start of the episode': 'der Beginn der Episode',
  'the close': 'der Abschluss',
  'the end of the bucket': 'das Ende des Abschnitts',
  'the time of the message': 'die Zeit der Nachricht',
  'the time of the event': 'die Zeit des Ereignisses',
  'the end of the episode: its close, or its last activity if it became idle':
    'das Ende der Episode: ihr Abschluss, oder ihre letzte Aktivität, wenn sie eingeschlafen ist',
  'the first message of the turn': 'die erste Nachricht des Gesprächsbeitrags',
  'the event that brought the value': 'das Ereignis, mit dem der Wert kam',
};
