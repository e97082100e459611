/** Two visitors, one of whom asks to be forgotten. */
const START = Date.UTC(2026, 2, 2, 8);
const MINUTE_MS = 60_000;

/** She has chatted from two devices; her address is not in every delivery. */
export const ada = (id: number, email: string | null) => ({
  id,
  name: 'Ada Lovelace',
  email,
  last_url: 'https://shop.example/pricing',
  user_attributes: [{ name: 'home', value: 'Lovelace Hall' }],
});
export const eve = {
  ...ada(13, 'eve@eden.example'),
  name: 'Eve',
  user_attributes: [{ name: 'home', value: "Eve's garden" }],
};
const iso = (minute: number) => new Date(START + minute * MINUTE_MS).toISOString();

export function message(id: number, minute: number, by: object, rest: object = {}) {
  const data = { id, type: 'Message', created_at: iso(minute), body: 'Hello', ...by };
  return { event_type: 'message.created', data, ...rest };
}

/** The same with its message within `data`. */
const wrapped = ({ event_type, data }: ReturnType<typeof message>) => ({
  event_type,
  data: { message: data },
});

export const byUser = (user: object, body: string) => ({ sender_type: 'user', sender: user, body });
export const byOperator = (body: string) => ({
  sender_type: 'operator',
  sender: { id: 7, forename: 'Otto', surname: 'Lilienthal' },
  body,
});
export const changed = (verb: string, minute: number, user: object) => ({
  event_type: `user.${verb}`,
  data: { ...user, updated_at: iso(minute) },
});

/** What is received of both, Ada's last answer without her chat. */
export const BODIES = [
  changed('created', 0, { ...ada(11, null), created_at: iso(0) }),
  message(101, 1, byUser(ada(11, 'Ada@Lovelace.example'), 'My number is 4711')),
  message(102, 2, byOperator('Thank you, Ada'), { user: ada(11, 'ada@lovelace.example') }),
  changed('closed', 9, ada(11, 'ada@lovelace.example')),
  // Her address stands in the user within the message alone.
  wrapped(
    message(103, 20, { ...byUser(ada(12, null), 'Another device'), user: ada(12, 'ada@lovelace.example') }),
  ),
  changed('subscribed_by_email', 21, ada(12, null)),
  message(104, 30, byUser(eve, 'I am Eve, not ada@lovelace.example')),
  message(105, 31, byOperator('Hello Eve'), { user: eve }),
  changed('closed', 32, eve),
  // Of whom this is, nothing tells yet.
  message(106, 22, byOperator('Good bye, Ada')),
];
