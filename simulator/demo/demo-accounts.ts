/** A made-up website and its team. */
export interface DemoAccount {
  readonly name: string;
  /** What people call it. */
  readonly title: string;
  /** Of all visitors. */
  readonly share: number;
  readonly operators: number;
  readonly firstOperatorId: number;
  readonly hasBadWeek: boolean;
}

export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  { name: 'shop', title: 'Fjord Outdoor', share: 0.65, operators: 5, firstOperatorId: 1, hasBadWeek: true },
  { name: 'app', title: 'Tidebook', share: 0.35, operators: 3, firstOperatorId: 6, hasBadWeek: false },
];

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const;

/** What the rules of both teams say: docs/rules.md. */
export const DEMO_RULES = {
  schedules: {
    'shop-hours': {
      zone: 'Europe/Berlin',
      week: { ...onWeekdays('08:00-20:00'), saturday: '10:00-16:00' },
      days: ['12-25', '12-26', '01-01'],
    },
    'app-hours': { zone: 'Europe/London', week: onWeekdays('08:00-18:00') },
  },
  targets: {
    'answered-in-5-minutes': {
      ...{ measure: 'FIRST_RESPONSE', within: '5m', clock: 'WORKING', goal: 0.8 },
      // The copilot answers at once, and often nobody else has to.
      copilot: false,
    },
    'reply-in-3-minutes': { measure: 'REPLY', within: '3m', clock: 'WORKING', goal: 0.75 },
    'closed-in-2-days': { measure: 'CLOSURE', within: '2d', goal: 0.9 },
  },
  teams: {
    'first-line': { account: 'shop', operators: [1, 2, 3] },
    orders: { account: 'shop', operators: [4, 5] },
    'app-support': { account: 'app', operators: [6, 7, 8] },
  },
  accounts: Object.fromEntries(
    DEMO_ACCOUNTS.map(({ name, title }) => [name, { name: title, schedule: `${name}-hours` }]),
  ),
};

function onWeekdays(hours: string): Record<string, string> {
  return Object.fromEntries(WEEKDAYS.map((day) => [day, hours]));
}
