import { readEnvelope } from '../../platform/events/envelope';
import { senderTypeOf } from '../../platform/events/chat-id';
import { asObject } from '../../platform/events/json-object';
import type { PersonChat, PersonDelivery, PersonRecords, Row } from './person-records';

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1d2430}
table{border-collapse:collapse;width:100%;margin:.5rem 0}td,th{border:1px solid #ccd3dd;padding:.3rem .5rem;
text-align:start;vertical-align:top;overflow-wrap:anywhere}th{background:#f2f5f9}pre{white-space:pre-wrap;
overflow-wrap:anywhere;background:#f2f5f9;padding:.5rem}.text{white-space:pre-wrap}h2{margin-top:2.5rem}`;

/** What a visitor's resource says of them. */
const TOLD_OF_VISITOR = ['name', 'email', 'reference', 'last_url'];

/** The records as one page that opens without a network: no script, nothing that is loaded. */
export function personPage({ exportedAt, chats, notIncluded }: PersonRecords): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="robots" content="noindex">
<title>What is kept about a person</title>
<style>${STYLE}</style>
</head>
<body>
<h1>What is kept about a person</h1>
<p>As of ${escaped(exportedAt)}. Times are UTC. The file beside this one, with the ending .json, holds the same for
programs.</p>
${chats.map((chat) => chatSection(chat)).join('\n')}
<h2>What is not part of this</h2>
${listed(notIncluded, 'Nothing: no file and no delivery is known that may be about the person as well.')}
</body>
</html>
`;
}

function chatSection(chat: PersonChat): string {
  const { account, chatId, deliveries, events, facts, tables } = chat;
  const erasures = tables['erasures'] ?? [];
  const others = Object.entries(tables).filter(
    ([table]) => table !== 'erasures' && table !== 'thread_events',
  );
  const written = events.filter(
    ({ text, rating, author }) => author !== '' || text !== null || rating !== null,
  );
  return `<section>
<h2>Chat ${escaped(chatId)} of the account ${escaped(account)}</h2>
<h3>What the person is called, and what the website said</h3>
${tableOf(toldOfVisitor(deliveries))}
<h3>Messages and ratings</h3>
${tableOf(written.map(({ at, type, author, name, text, rating }) => ({ at, type, author, name, text, rating })))}
<h3>What else happened</h3>
${tableOf(events.filter((event) => !written.includes(event)).map(({ at, type }) => ({ at, type })))}
<h3>Erasures asked for</h3>
${tableOf(erasures)}
<h3>What is counted of it</h3>
${tableOf(facts)}
${others.map(([table, rows]) => `<h3>Table ${escaped(table)}</h3>\n${tableOf(rows)}`).join('\n')}
<h3>Deliveries as they came</h3>
<p>${deliveries.length} deliveries. Of operators only what the person saw of them is shown.</p>
${deliveries.map((delivery) => deliveryDetails(delivery)).join('\n')}
</section>`;
}

function deliveryDetails(delivery: PersonDelivery): string {
  const { deliveryId, receivedAt, from, isErased, payload, read } = delivery;
  const where = from === 'spool' ? ', in the spool and not stored yet' : '';
  const body = isErased ? 'The body is erased.' : JSON.stringify(payload, null, 2);
  return `<details><summary>${escaped(receivedAt)}, ${escaped(deliveryId)}${where}</summary>
<pre>${escaped(body)}</pre>
${tableOf([read])}</details>`;
}

/** Each thing that was ever told once, with when it was told first and last. */
function toldOfVisitor(deliveries: readonly PersonDelivery[]): Row[] {
  const told = new Map<string, { what: string; value: string; first: string; last: string }>();
  for (const { payload, receivedAt } of deliveries) {
    for (const [what, value] of toldIn(payload)) {
      const key = JSON.stringify([what, value]);
      const { first } = told.get(key) ?? { first: receivedAt };
      told.set(key, { what, value, first, last: receivedAt });
    }
  }
  return [...told.values()];
}

function toldIn(payload: unknown): [string, string][] {
  const { user, message } = readEnvelope(Buffer.from(JSON.stringify(payload)));
  const isVisitors = senderTypeOf(message?.['sender_type']) === 'user';
  const resources = [user, isVisitors ? asObject(message?.['sender']) : undefined];
  return resources.flatMap((resource) => {
    const attributes: unknown[] = Array.isArray(resource?.['user_attributes'])
      ? resource['user_attributes']
      : [];
    const named = attributes.map((entry) => [asObject(entry)?.['name'], asObject(entry)?.['value']]);
    return [...TOLD_OF_VISITOR.map((what) => [what, resource?.[what]]), ...named]
      .filter(([what, value]) => what !== undefined && value !== undefined && value !== null && value !== '')
      .map(([what, value]): [string, string] => [shown(what), shown(value)]);
  });
}

function tableOf(rows: readonly object[]): string {
  const [first] = rows;
  if (first === undefined) return '<p>Nothing.</p>';
  const columns = Object.keys(first);
  const head = columns.map((column) => `<th>${escaped(column)}</th>`).join('');
  const lines = rows.map((row) => {
    const values = row as Row;
    return `<tr>${columns.map((column) => `<td class="text">${escaped(shown(values[column]))}</td>`).join('')}</tr>`;
  });
  return `<table><thead><tr>${head}</tr></thead><tbody>\n${lines.join('\n')}\n</tbody></table>`;
}

function listed(lines: readonly string[], none: string): string {
  if (lines.length === 0) return `<p>${none}</p>`;
  return `<ul>${lines.map((line) => `<li>${escaped(line)}</li>`).join('\n')}</ul>`;
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (letter) => entities[letter] ?? letter);
}
