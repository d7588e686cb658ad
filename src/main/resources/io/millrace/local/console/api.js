/** The calls to the server. Every mistake becomes an Error whose message can be shown. */

async function call(path, options) {
  let response;
  try {
    response = await fetch(path, { headers: { Accept: 'application/json' }, ...options });
  } catch {
    throw new Error('The server does not answer. Is the application still running?');
  }
  const text = await response.text();
  let body = null;
  try {
    body = text ? JSON.parse(text) : null;
  } catch {
    if (response.ok) throw new Error('The server answered something that is no JSON.');
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
  return String(body?.detail ?? body?.title ?? dynamo ?? `The server answered ${status}.`);
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

/** The body is text, so that what was typed arrives as it was typed. */
export const dynamodb = (operation, json) => post('/_millrace/dynamodb', json, {
  'Content-Type': 'application/x-amz-json-1.0',
  'X-Amz-Target': `DynamoDB_20120810.${operation}`,
});

/** Where the JSON is wrong, in words; null when it is right. */
export function jsonProblem(text) {
  if (!text.trim()) return 'There is no JSON yet.';
  try {
    JSON.parse(text);
    return null;
  } catch (e) {
    const message = String(e.message);
    const at = /position (\d+)/.exec(message);
    if (/end of (JSON|data)|Unterminated/i.test(message) && !at) {
      return 'This is no JSON: it ends too early. A bracket or a quote may be missing.';
    }
    const plain = message.replace(/^JSON\.parse: /, '').replace(/ in JSON at position.*$/s, '');
    if (!at) return `This is no JSON: ${plain}.`;
    const before = text.slice(0, Number(at[1])).split('\n');
    return `This is no JSON: ${plain}, in line ${before.length}, column ${before.at(-1).length + 1}.`;
  }
}
