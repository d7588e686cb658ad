/** The calls to the server. Every failure becomes an Error with a message for people. */

async function call(path, options) {
  let response;
  try {
    response = await fetch(path, { headers: { Accept: 'application/json' }, ...options });
  } catch {
    throw new Error('The server does not respond. Is the application still running?');
  }
  const text = await response.text();
  let body = null;
  try {
    body = text ? JSON.parse(text) : null;
  } catch {
    if (response.ok) throw new Error('The server’s response is not JSON.');
  }
  if (!response.ok) {
    const error = new Error(problem(body, response.status));
    error.status = response.status;
    throw error;
  }
  return body;
}

function problem(body, status) {
  const dynamo = body?.message ?? body?.Message;
  if (body?.__type) {
    const type = String(body.__type).split('#').pop();
    return dynamo ? `${type}: ${dynamo}` : type;
  }
  return String(body?.detail ?? body?.title ?? dynamo ?? `The server responded with status ${status}.`);
}

const post = (path, body, headers) => call(path, {
  method: 'POST',
  headers: { Accept: 'application/json', 'Content-Type': 'application/json', ...headers },
  body,
});

export const routes = () => call('/_millrace/routes');
export const state = () => call('/_millrace/state');
export const change = (id) => call(`/_millrace/changes/${encodeURIComponent(id)}`);
export const eventFiles = () => call('/_millrace/events');
export const eventFile = (name) => call(`/_millrace/events/${encodeURIComponent(name)}`);
export const explain = (json) => post('/_millrace/explain', json);
export const send = (functionName, json) =>
  post(`/_millrace/send?function=${encodeURIComponent(functionName)}`, json);

/** The body is a string, so that the typed text is sent unchanged. */
export const dynamodb = (operation, json) => post('/_millrace/dynamodb', json, {
  'Content-Type': 'application/x-amz-json-1.0',
  'X-Amz-Target': `DynamoDB_20120810.${operation}`,
});

/** The error in the JSON, in words; null if it is valid. */
export function jsonProblem(text) {
  if (!text.trim()) return 'There is no JSON yet.';
  try {
    JSON.parse(text);
    return null;
  } catch {
    const at = firstMistake(text);
    if (at >= text.trimEnd().length) return 'This is not JSON: it ends too early. A bracket or a quote may be missing.';
    const before = text.slice(0, at).split('\n');
    const seen = /^\s*(.{1,12})/s.exec(text.slice(at))?.[1].split('\n')[0] ?? '';
    return `This is not JSON: “${seen}” is not expected in line ${before.length}, column ${before.at(-1).length + 1}.`;
  }
}

const SCALAR = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** Browsers word their errors differently, and some don't say where: this does. */
function firstMistake(text) {
  const open = [];
  let at = 0;
  let want = 'value';
  const space = () => { while (' \t\r\n'.includes(text[at] ?? 'x')) at++; };
  const after = () => (open.length ? 'next' : 'end');
  for (;;) {
    space();
    const char = text[at];
    if (char === undefined) return at;
    const closes = char === (open.at(-1) === '{' ? '}' : open.length ? ']' : null);
    if (closes && (want === 'next' || want === 'first' || want === 'name?')) {
      open.pop();
      at++;
      want = after();
    } else if (want === 'next' && char === ',') {
      at++;
      want = open.at(-1) === '{' ? 'name' : 'value';
    } else if (want === 'colon' && char === ':') {
      at++;
      want = 'value';
    } else if ((want === 'value' || want === 'first') && (char === '{' || char === '[')) {
      open.push(char);
      at++;
      want = char === '{' ? 'name?' : 'first';
    } else if (['value', 'first', 'name', 'name?'].includes(want)) {
      const name = want.startsWith('name');
      if (name && char !== '"') return at;
      SCALAR.lastIndex = at;
      const found = SCALAR.exec(text);
      if (!found) return char === '"' && !text.slice(at + 1).includes('"') ? text.length : at;
      at = SCALAR.lastIndex;
      want = name ? 'colon' : after();
    } else {
      return at;
    }
  }
}
