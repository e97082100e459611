import { ada, byOperator, byUser, changed, message } from './ada-and-eve';

/** Stands in everything that is of the other account, or of the other team. */
export const CANARY = 'canary';

const visitor = (id: number, mark: string) => ({
  ...ada(id, `${mark}@example.org`),
  name: `Visitor ${mark}`,
  last_url: `https://shop.example/${mark}`,
  user_attributes: [
    { name: 'plan', value: mark },
    { name: `attribute_${mark}`, value: mark },
  ],
});

/** A contact in which everything is named after the mark, or begins with it. */
export function contactOf(id: number, operator: string, mark: string): object[] {
  const user = visitor(id, mark);
  const answer = byOperator(`An answer: ${mark}`);
  return [
    changed('created', 0, { ...user, created_at: '2026-03-02T08:00:00.000Z' }),
    message(id * 10 + 1, 1, byUser(user, `A question: ${mark}`), { user }),
    message(
      id * 10 + 2,
      2,
      { ...answer, sender: { id: operator, forename: 'Operator', surname: mark } },
      { user },
    ),
    changed('closed', 9, user),
    { event_type: 'user.rated', data: { ...user, rating: 5, updated_at: '2026-03-02T08:10:00.000Z' } },
  ];
}
