/** What a caller may do. None holds another: who may read texts and no numbers has just `texts`. */
export const SCOPES = ['numbers', 'contacts', 'texts', 'annotate', 'notify', 'operate'] as const;
export type Scope = (typeof SCOPES)[number];

/** What each of them opens, in a sentence for people. */
export const SCOPE_OPENS: Readonly<Record<Scope, string>> = {
  numbers: 'Figures, targets, how current they are, and the lists to filter by: nothing of a single visitor.',
  contacts: 'Single episodes, events, deliveries and ratings, by the ids of chats, without what was written.',
  texts: 'What visitors and operators wrote, names, addresses and raw bodies.',
  annotate: 'Writing annotations beside the figures.',
  notify: 'What was told to whom, how alerts are, muting them, and trials of channels.',
  operate: 'The metrics of the service, its audit, its tokens, and what is wrong with its file of rules.',
};

export function isScope(text: string): text is Scope {
  return (SCOPES as readonly string[]).includes(text);
}
