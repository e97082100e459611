/** What a person sets who needs nothing generated. */
export const COMPLETE = {
  SIGNALZEN_API_SECRET: 'the-secret-of-these-tests',
  API_TOKEN: 'the-token-of-these-tests',
};
