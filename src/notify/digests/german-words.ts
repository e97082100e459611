import type { DigestWords } from './digest-words';

/** What only digests say, in German. */
export const germanDigest: DigestWords = {
  'title.day': 'Live-Chat am {days}',
  'title.week': 'Live-Chat in der Woche {days}',
  'title.month': 'Live-Chat im {days}',
  'about.account': 'Konto {name}',
  'about.team': 'Team {name}',
  'about.all': 'Alle Konten',
  late: 'Verspätet: Fällig war dies am {time}.',
  incomplete:
    'Noch ist nicht alles aus dieser Zeit gezählt, die Zahlen können also noch steigen. Die Seite zeigt den jetzigen Stand.',
  nobody: 'In dieser Zeit hat niemand geschrieben.',
  figures: 'Kennzahlen',
  movements: 'Was sich sonst sicher verändert hat',
  targets: 'Zielvorgaben',
  samples: 'n\u00a0=\u00a0{samples}',
  'standing.goal': 'Zielwert {goal}: {standing}',
  'earlier.day': { one: 'Bisher nicht verschickt: {n} Tag', other: 'Bisher nicht verschickt: {n} Tage' },
  'earlier.week': { one: 'Bisher nicht verschickt: {n} Woche', other: 'Bisher nicht verschickt: {n} Wochen' },
  'earlier.month': {
    one: 'Bisher nicht verschickt: {n} Monat',
    other: 'Bisher nicht verschickt: {n} Monate',
  },
  'earlier.when': 'Wann',
  'earlier.more': {
    one: 'Und {n} davor; die Seite zeigt auch das.',
    other: 'Und {n} davor; die Seite zeigt auch diese.',
  },
  open: 'Diese Ansicht öffnen',
  compared: 'verglichen mit {days}',
  workingHours: 'Zeiten in Arbeitszeit gemessen',
  reason: 'Dies ist der Bericht „{name}“ der SignalZen-Auswertung. Er geht an {channels}.',
  unsubscribe: 'Diese E-Mails abbestellen',
  'page.title': 'E-Mails eines Berichts',
  'page.question': 'Möchten Sie keine E-Mails des Berichts „{name}“ mehr bekommen?',
  'page.stop': 'Keine E-Mails mehr',
  'page.stopped': 'Sie bekommen keine E-Mails des Berichts „{name}“ mehr.',
  'page.again': 'Wieder schicken',
  'page.resumed': 'Sie bekommen die E-Mails des Berichts „{name}“ wieder.',
  'page.later':
    'Das lässt sich gerade nicht speichern. Bitte versuchen Sie es in einigen Minuten noch einmal.',
  'page.unknown': 'Den Bericht, zu dem dieser Link gehört, gibt es nicht mehr: Von ihm kommen keine E-Mails.',
};
