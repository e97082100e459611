/** What is said for contacts without a value of a dimension: those that no operator answered are nobody's. */
export const IF_EMPTY = { OPERATOR: 'Nobody', PAGE: 'Unknown', ATTRIBUTE: 'Not set' } as const;
