import { payloadOfVisitor } from './payload-of-visitor';
import { personPage } from './person-page';
import type { PersonDelivery } from './person-records';

const EVIL = `<img src=x onerror="alert('1')">&amp;`;
const SHOWN = '&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;amp;';

function deliveryOf(payload: object): PersonDelivery {
  return {
    ...{ deliveryId: '01-1', receivedAt: '2026-03-02T08:00:00.000Z', from: 'ClickHouse', isErased: false },
    payload,
    read: { page: EVIL },
  };
}

describe('the page of what is kept about a person', () => {
  const visitor = {
    ...{ id: 11, name: EVIL, email: 'ada@lovelace.example' },
    user_attributes: [{ name: 'home', value: EVIL }],
  };
  const page = personPage({
    exportedAt: '2026-03-02T08:00:00.000Z',
    notIncluded: [EVIL],
    chats: [
      {
        ...{ account: EVIL, chatId: EVIL },
        deliveries: [deliveryOf({ event_type: 'user.closed', data: visitor })],
        events: [
          { at: 'now', type: 'message.created', author: 'visitor', name: EVIL, text: EVIL, rating: null },
          { at: 'now', type: EVIL, author: '', name: EVIL, text: null, rating: null },
        ],
        facts: [{ kind: EVIL, attributes: { [EVIL]: EVIL } }],
        tables: { [EVIL]: [{ [EVIL]: EVIL }], erasures: [{ until: EVIL }] },
      },
    ],
  });

  it('shows whatever stands in the records, and executes none of it', () => {
    expect(page.split(SHOWN).length).toBeGreaterThan(12);
    expect(page).not.toContain('<img');
    expect(page).not.toMatch(/<script|src=(?!x)|href=/);
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
  });

  it('tells what the person is called and what the website said of them', () => {
    expect(page).toContain('<td class="text">email</td><td class="text">ada@lovelace.example</td>');
    expect(page).toContain(`<td class="text">home</td><td class="text">${SHOWN}</td>`);
  });
});

describe('the body of a delivery for its visitor', () => {
  const shown = (body: object) => payloadOfVisitor(JSON.stringify(body), '11');
  const otto = { id: 7, forename: 'Otto', surname: 'Lilienthal' };
  const operator = { ...otto, email: 'otto@shop.example', picture_thumb_url: 'https://shop.example/7.png' };
  const ada = { id: 11, name: 'Ada', email: 'ada@lovelace.example' };
  const eve = { id: 13, name: 'Eve', email: 'eve@eden.example' };

  it('has all of the visitor, and of operators what the visitor saw', () => {
    const written = { id: 1, sender_type: 'Operator', sender: operator, body: 'Hello' };
    expect(shown({ data: { message: written, user: ada } })).toEqual({
      data: { message: { ...written, sender: otto }, user: ada },
    });
    const mine = { id: 1, sender_type: 'user', sender: ada, body: 'Hello' };
    expect(shown({ data: mine })).toEqual({ data: mine });
  });

  it('has nothing but the id of another visitor', () => {
    expect(shown({ data: { sender_type: 'user', sender: eve }, user: ada })).toEqual({
      data: { sender_type: 'user', sender: { id: 13 } },
      user: ada,
    });
    expect(shown({ data: [{ user: eve }] })).toEqual({ data: [{ user: { id: 13 } }] });
  });

  it('is the text where it is no JSON', () => {
    expect(payloadOfVisitor('no JSON', '11')).toBe('no JSON');
  });
});
