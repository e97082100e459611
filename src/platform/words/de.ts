import type { Words } from './words';

/** What the page and the mails of digests say alike, in German. */
export const deWords: Words = {
  interval: '{low} – {high}',
  'unit.days': '{amount} d',
  'unit.hours': '{amount} h',
  'unit.minutes': '{amount} min',
  'unit.seconds': '{amount} s',
  'unit.percent': '{amount} %',
  'change.none': 'unverändert',
  'change.points': '{amount} Pkt.',
  'change.fromNothing': '{amount}, vorher 0',
  'change.was': 'zuvor {value}',
  'change.eitherWay.duration': 'zwischen {lower} weniger und {higher} mehr',
  'change.eitherWay.stars': 'zwischen {lower} Sternen weniger und {higher} Sternen mehr',
  'change.eitherWay.points': 'zwischen {lower} Punkten weniger und {higher} Punkten mehr',
  'change.eitherWay.percent': 'zwischen {lower} % weniger und {higher} % mehr',
  'change.lower.duration': 'zwischen {less} und {more} weniger',
  'change.lower.stars': 'zwischen {less} und {more} Sternen weniger',
  'change.lower.points': 'zwischen {less} und {more} Punkten weniger',
  'change.lower.percent': 'zwischen {less} und {more} % weniger',
  'change.higher.duration': 'zwischen {less} und {more} mehr',
  'change.higher.stars': 'zwischen {less} und {more} Sternen mehr',
  'change.higher.points': 'zwischen {less} und {more} Punkten mehr',
  'change.higher.percent': 'zwischen {less} und {more} % mehr',
  'verdict.certain': 'mehr als die üblichen Schwankungen: {interval}',
  'verdict.same': 'etwa gleich',
  'verdict.usual': 'im Rahmen der üblichen Schwankungen',
  'verdict.few': 'zu wenige für eine Aussage (n\u00a0=\u00a0{samples})',
  'verdict.fewOfKind': 'zu wenige für eine Aussage ({part} von {all})',
  'verdict.pending': 'noch nicht gezählt',
  'glance.waiting.nobody': 'Gerade wartet niemand auf eine Antwort.',
  'glance.waiting.some': {
    one: 'Gerade wartet {n} Person auf eine Antwort.',
    other: 'Gerade warten {n} Personen auf eine Antwort.',
  },
  'glance.waiting.within': {
    one: 'Gerade wartet {n} Person, innerhalb der Frist.',
    other: 'Gerade warten {n} Personen, alle innerhalb der Frist.',
  },
  'glance.waiting.beyond': {
    one: 'Gerade wartet {n} Person, und zwar über die Frist hinaus.',
    other: 'Gerade warten {n} Personen, {overdue} davon über die Frist hinaus.',
  },
  'glance.wait': 'Besucher warteten {wait} auf die erste Antwort.',
  'glance.wait.usual':
    'Besucher warteten {wait} auf die erste Antwort, zuvor {previous}: im Rahmen der üblichen Schwankungen.',
  'glance.wait.same': 'Besucher warteten {wait} auf die erste Antwort, etwa so lange wie zuvor ({previous}).',
  'glance.wait.few':
    'Besucher warteten {wait} auf die erste Antwort; ob sich das geändert hat, lässt sich nicht sagen: zu wenige (n\u00a0=\u00a0{samples}).',
  'glance.wait.before': 'Besucher warteten {wait} auf die erste Antwort, zuvor {previous}.',
  'glance.change.episodesEngaged.higher': {
    one: 'Es gab {n} Kontakt, zuvor {previous}: mehr als die üblichen Schwankungen.',
    other: 'Die Kontakte stiegen von {previous} auf {n}, mehr als die üblichen Schwankungen.',
  },
  'glance.change.episodesEngaged.lower': {
    one: 'Es gab {n} Kontakt, zuvor {previous}: mehr als die üblichen Schwankungen.',
    other: 'Die Kontakte sanken von {previous} auf {n}, mehr als die üblichen Schwankungen.',
  },
  'glance.change.firstAnswerSecondsP50.higher':
    'Die Wartezeit bis zur ersten Antwort stieg von {previous} auf {value}, mehr als die üblichen Schwankungen.',
  'glance.change.firstAnswerSecondsP50.lower':
    'Die Wartezeit bis zur ersten Antwort sank von {previous} auf {value}, mehr als die üblichen Schwankungen.',
  'glance.change.firstResponseSecondsP50.higher':
    'Die Wartezeit auf einen Menschen stieg von {previous} auf {value}, mehr als die üblichen Schwankungen.',
  'glance.change.firstResponseSecondsP50.lower':
    'Die Wartezeit auf einen Menschen sank von {previous} auf {value}, mehr als die üblichen Schwankungen.',
  'glance.change.totalWaitSecondsP50.higher':
    'Die gesamte Wartezeit je Kontakt stieg von {previous} auf {value}, mehr als die üblichen Schwankungen.',
  'glance.change.totalWaitSecondsP50.lower':
    'Die gesamte Wartezeit je Kontakt sank von {previous} auf {value}, mehr als die üblichen Schwankungen.',
  'glance.change.closureSecondsP50.higher':
    'Die Zeit bis zum Abschluss stieg von {previous} auf {value}, mehr als die üblichen Schwankungen.',
  'glance.change.closureSecondsP50.lower':
    'Die Zeit bis zum Abschluss sank von {previous} auf {value}, mehr als die üblichen Schwankungen.',
  'glance.change.csatRate.higher':
    'Der CSAT stieg von {previous} auf {value}, mehr als die üblichen Schwankungen.',
  'glance.change.csatRate.lower':
    'Der CSAT sank von {previous} auf {value}, mehr als die üblichen Schwankungen.',
  'glance.change.episodesMissed.higher': {
    one: '{n} Kontakt blieb ohne jede Antwort, zuvor {previous}: mehr als die üblichen Schwankungen.',
    other:
      '{n} Kontakte blieben ohne jede Antwort, zuvor nur {previous}: mehr als die üblichen Schwankungen.',
  },
  'glance.change.episodesMissed.lower': {
    one: 'Nur noch {n} Kontakt blieb ohne jede Antwort, zuvor {previous}: mehr als die üblichen Schwankungen.',
    other:
      'Nur noch {n} Kontakte blieben ohne jede Antwort, zuvor {previous}: mehr als die üblichen Schwankungen.',
  },
  'glance.change.episodesUnanswered.higher': {
    one: '{n} Kontakt blieb ohne Antwort eines Menschen, zuvor {previous}: mehr als die üblichen Schwankungen.',
    other:
      '{n} Kontakte blieben ohne Antwort eines Menschen, zuvor nur {previous}: mehr als die üblichen Schwankungen.',
  },
  'glance.change.episodesUnanswered.lower': {
    one: 'Nur noch {n} Kontakt blieb ohne Antwort eines Menschen, zuvor {previous}: mehr als die üblichen Schwankungen.',
    other:
      'Nur noch {n} Kontakte blieben ohne Antwort eines Menschen, zuvor {previous}: mehr als die üblichen Schwankungen.',
  },
  'glance.change.copilotResolutionRate.higher':
    'Der Copilot löste {value} seiner Kontakte, zuvor nur {previous}: mehr als die üblichen Schwankungen.',
  'glance.change.copilotResolutionRate.lower':
    'Der Copilot löste nur {value} seiner Kontakte, zuvor {previous}: mehr als die üblichen Schwankungen.',
  'glance.change.copilotInvolvementRate.higher':
    'Der Anteil der Kontakte mit dem Copilot stieg von {previous} auf {value}, mehr als die üblichen Schwankungen.',
  'glance.change.copilotInvolvementRate.lower':
    'Der Anteil der Kontakte mit dem Copilot sank von {previous} auf {value}, mehr als die üblichen Schwankungen.',
  'glance.change.repeatContactRate.higher':
    'Nach {value} der Kontakte kam der Besucher binnen 7 Tagen wieder, zuvor nach {previous}: mehr als die üblichen Schwankungen.',
  'glance.change.repeatContactRate.lower':
    'Nur noch nach {value} der Kontakte kam der Besucher binnen 7 Tagen wieder, zuvor nach {previous}: mehr als die üblichen Schwankungen.',
  'glance.target.below': {
    one: 'Die Zielvorgabe „{target}“ wurde zu {share} erfüllt und liegt unter dem Zielwert von {goal}.',
    other:
      '{n} Zielvorgaben liegen unter ihrem Zielwert, am weitesten „{target}“: zu {share} erfüllt, Zielwert {goal}.',
  },
  'glance.target.above': {
    one: 'Die Zielvorgabe „{target}“ wurde zu {share} erfüllt und liegt über dem Zielwert von {goal}.',
    other:
      'Alle {n} Zielvorgaben liegen über ihrem Zielwert, am knappsten „{target}“: zu {share} erfüllt, Zielwert {goal}.',
  },
  'glance.target.close':
    'Keine Zielvorgabe liegt sicher unter ihrem Zielwert, am knappsten „{target}“: zu {share} erfüllt, Zielwert {goal}.',
  'glance.target.few':
    'Die Zielvorgabe „{target}“ wurde zu {share} erfüllt, Zielwert {goal}: zu wenige für eine Aussage.',
  'figure.contacts': 'Kontakte',
  'figure.firstAnswer': 'Wartezeit bis zur ersten Antwort',
  'figure.firstResponse': 'Wartezeit auf einen Menschen',
  'figure.totalWait': 'Wartezeit insgesamt',
  'figure.closure': 'Zeit bis zum Abschluss',
  'figure.csat': 'Zufriedenheit (CSAT)',
  'figure.copilotResolution': 'Vom Copilot gelöst',
  'figure.missed': 'Niemand hat geantwortet',
  'figure.unanswered': 'Kein Mensch hat geantwortet',
  'figure.copilotInvolvement': 'Mit dem Copilot',
  'figure.repeatContacts': 'Binnen 7 Tagen wieder da',
  'target.within': '{measure} binnen {limit}',
  'target.withinWorkingHours': '{measure} binnen {limit} Arbeitszeit',
  'target.measure.FIRST_RESPONSE': 'Erste Antwort eines Operators',
  'target.measure.FIRST_ANSWER': 'Erste Antwort',
  'target.measure.REPLY': 'Weitere Antwort',
  'target.measure.TOTAL_WAIT': 'Gesamte Wartezeit',
  'target.measure.CLOSURE': 'Abschluss',
  'standing.few': 'zu wenige für eine Aussage',
  'standing.above': 'über dem Zielwert',
  'standing.below': 'unter dem Zielwert',
  'standing.close': 'zu knapp für eine Aussage',
};
