import { withPseudonyms } from './pseudonymous-body';

const pseudonymOf = (operator: string) => (operator === '7' ? 'Operator 7f3a' : undefined);
const changed = (json: string) => withPseudonyms(Buffer.from(json), pseudonymOf)?.toString();
const OTTO = '{"id": 7, "forename":"Otto","surname":"\\u004cilienthal { \\" }","email":"otto@shop.example"}';
const CALLED = '{"id":7,"forename":"Operator 7f3a"}';

describe('A body in which operators are pseudonymous', () => {
  it('keeps all other bytes', () => {
    const around = (otto: string) =>
      `{ "event_type":"message.created", "data":{"id":12345678901234567890,"body":"Otto says \\"hi {\\"",` +
      `"sender_type": "Operator" ,"sender":${otto}}, "user":{"id":7,"name":"Otto"}}`;
    expect(changed(around(OTTO))).toBe(around(CALLED));
    expect(changed(around(CALLED))).toBeUndefined();
  });

  it('has them wherever their resource stands', () => {
    const body = (otto: string) =>
      `{"data":{"messages":[{"sender":${otto},"sender_type":"client"}],"assigned_operator":${otto}},"operator":${otto}}`;
    expect(changed(body(OTTO))).toBe(body(CALLED));
  });

  it('is another one for nobody else, nor where it cannot be read', () => {
    for (const json of [
      `{"sender_type":"user","sender":${OTTO}}`,
      `{"sender_type":"operator","sender":{"id":77,"forename":"Otto"}}`,
      `{"sender_type":"operator","sender":${OTTO}`,
      `[${OTTO}]`,
      'Otto',
    ])
      expect(changed(json)).toBeUndefined();
  });
});
