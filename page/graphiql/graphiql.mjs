// GraphiQL, as its package brings it, for whoever writes questions by hand. It keeps nothing: neither the token that is
// typed among the headers, nor what was asked.
import { GraphiQL } from 'graphiql';
import 'graphiql/style.css';
import './graphiql.css';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';

/** In place of the browser's: gone with the tab. */
function memoryStorage() {
  const kept = new Map();
  return {
    get length() {
      return kept.size;
    },
    clear: () => {
      kept.clear();
    },
    getItem: (key) => kept.get(key) ?? null,
    removeItem: (key) => {
      kept.delete(key);
    },
    setItem: (key, value) => {
      kept.set(key, value);
    },
  };
}

/** Asks the service that the page came from: with the token of the headers, or as whoever has signed in. */
async function fetcher(question, { headers = {} } = {}) {
  const answer = await globalThis.fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(question),
    cache: 'no-store',
    credentials: 'same-origin',
  });
  return answer.json();
}

createRoot(globalThis.document.getElementById('graphiql')).render(
  createElement(GraphiQL, {
    fetcher,
    storage: memoryStorage(),
    shouldPersistHeaders: false,
    defaultHeaders: '{ "Authorization": "Bearer <token>" }',
    defaultEditorToolsVisibility: 'headers',
    defaultQuery: '{\n  access { name scopes }\n}\n',
  }),
);
