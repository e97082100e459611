/** Where an object stands in a JSON text: from its first brace up to behind its last. */
export interface JsonSpan {
  readonly from: number;
  readonly to: number;
  /** The key under which it stands; '' in a list, and of the whole. */
  readonly key: string;
  /** The object that it is in; `undefined` of the whole, and of what is in a list. */
  readonly parent: JsonSpan | undefined;
}

interface Open {
  from: number;
  to: number;
  readonly isObject: boolean;
  readonly key: string;
  readonly parent: Open | undefined;
  /** The last text in it: a key, once a colon follows. */
  text: string;
  lastKey: string;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]:,]/gs;

/** All objects of a JSON text that can be parsed, each before those that are in it. */
export function objectsIn(json: string): JsonSpan[] {
  const found: Open[] = [];
  const open: Open[] = [];
  for (const { 0: token, index } of json.matchAll(TOKEN)) {
    const around = open.at(-1);
    if (token === '{' || token === '[') {
      const isObject = token === '{';
      const [key, parent] = around?.isObject === true ? [around.lastKey, around] : ['', undefined];
      const one: Open = { from: index, to: index, isObject, key, parent, text: '', lastKey: '' };
      open.push(one);
      if (isObject) found.push(one);
    } else if (token === '}' || token === ']') {
      if (around !== undefined) around.to = index + 1;
      open.pop();
    } else if (token === ':' && around !== undefined) {
      around.lastKey = JSON.parse(around.text) as string;
    } else if (around !== undefined && token !== ',') {
      around.text = token;
    }
  }
  return found;
}
