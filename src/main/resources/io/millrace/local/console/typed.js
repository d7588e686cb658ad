/** Typed attribute values: showing, checking and comparing them. Numbers remain strings. */

import { h } from './dom.js';

export const TYPES = {
  S: 'String', N: 'Number', B: 'Binary', BOOL: 'Boolean', NULL: 'Null',
  M: 'Map', L: 'List', SS: 'String set', NS: 'Number set', BS: 'Binary set',
};

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

export function typeOf(value) {
  return isObject(value) ? Object.keys(value)[0] : undefined;
}

/** A value in one line. */
export function valueText(value) {
  const type = typeOf(value);
  if (!type) return '';
  const inner = value[type];
  if (type === 'L' ? !Array.isArray(inner) : type === 'M' && !isObject(inner)) return JSON.stringify(value);
  switch (type) {
    case 'S': case 'N': case 'B': return String(inner);
    case 'BOOL': return String(inner);
    case 'NULL': return 'null';
    case 'M': return `{${Object.entries(inner).map(([key, each]) => `${key}: ${valueText(each)}`).join(', ')}}`;
    case 'L': return `[${inner.map(valueText).join(', ')}]`;
    default: return Array.isArray(inner) ? `{${inner.join(', ')}}` : JSON.stringify(inner);
  }
}

export const keyText = (keys) => Object.values(keys ?? {}).map(valueText).join(' / ');

const LONG = 600;

/** A value with its type; long ones are cut until the user asks for the rest. */
export function valueNode(value) {
  const type = typeOf(value);
  if (!type) return h('span', { class: 'muted' }, '–');
  const text = type === 'S' && value.S === '' ? '(empty)' : valueText(value);
  const shown = h('span', { class: `value t-${type}` }, text.length > LONG ? `${text.slice(0, LONG)}…` : text);
  const more = text.length > LONG
    ? h('button', { type: 'button', class: 'quiet small', on: { click: () => { shown.textContent = text; more.remove(); } } }, 'Show all')
    : null;
  return h('span', { class: 'typed' },
    h('abbr', { class: 'type', title: TYPES[type] ?? type }, type), shown, more);
}

/** Whether two values are the same; sets have no order. */
export function same(a, b) {
  const type = typeOf(a);
  if (type !== typeOf(b)) return false;
  if (type === undefined) return JSON.stringify(a) === JSON.stringify(b);
  const x = a[type];
  const y = b[type];
  if (type === 'M' && isObject(x) && isObject(y)) {
    const keys = Object.keys(x);
    return keys.length === Object.keys(y).length && keys.every((key) => Object.hasOwn(y, key) && same(x[key], y[key]));
  }
  if (type === 'L' && Array.isArray(x) && Array.isArray(y)) return x.length === y.length && x.every((each, i) => same(each, y[i]));
  if (Array.isArray(x) && Array.isArray(y)) {
    return x.length === y.length && JSON.stringify([...x].sort()) === JSON.stringify([...y].sort());
  }
  return JSON.stringify(x) === JSON.stringify(y);
}

/** Leaf by leaf: [{path, before, after, state}], state one of added, removed, changed, same. */
export function compare(before, after) {
  const found = [];
  members(before, after, '', found);
  return found;
}

function members(before, after, prefix, found) {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  for (const name of names) {
    leaf(own(before, name), own(after, name), prefix ? `${prefix}.${name}` : name, found);
  }
}

const own = (object, name) => (object && Object.hasOwn(object, name) ? object[name] : undefined);

function leaf(a, b, path, found) {
  const inside = (value, type) => value === undefined
    || (typeOf(value) === type && (type === 'L' ? Array.isArray(value.L) : isObject(value.M)));
  const some = (value, type) => value === undefined || Object.keys(value[type]).length > 0;
  for (const type of ['M', 'L']) {
    if (inside(a, type) && inside(b, type) && some(a, type) && some(b, type)) {
      if (type === 'M') return members(a?.M, b?.M, path, found);
      const length = Math.max(a?.L.length ?? 0, b?.L.length ?? 0);
      for (let i = 0; i < length; i++) leaf(a?.L[i], b?.L[i], `${path}[${i}]`, found);
      return undefined;
    }
  }
  const state = a === undefined ? 'added' : b === undefined ? 'removed' : same(a, b) ? 'same' : 'changed';
  return found.push({ path, before: a, after: b, state });
}

/** What is wrong with an item as DynamoDB would see it; null when it looks right. */
export function itemProblem(item, keys) {
  if (!isObject(item)) return 'An item is an object: {"name": {"S": "value"}}.';
  for (const [name, value] of Object.entries(item)) {
    const wrong = valueProblem(value, name);
    if (wrong) return wrong;
  }
  for (const key of keys) {
    if (!Object.hasOwn(item, key.name)) return `The key attribute "${key.name}" is missing.`;
    if (typeOf(item[key.name]) !== key.type) return `The key attribute "${key.name}" must be of type ${key.type} (${TYPES[key.type]}).`;
    if (item[key.name][key.type] === '') return `The key attribute "${key.name}" must not be empty.`;
  }
  return null;
}

function valueProblem(value, path) {
  if (!isObject(value) || Object.keys(value).length !== 1) {
    return `"${path}" needs one type around its value, such as {"S": "text"} or {"N": "1"}.`;
  }
  const type = typeOf(value);
  const inner = value[type];
  if (!TYPES[type]) return `"${path}" has the type "${type}", which DynamoDB doesn't know.`;
  const wants = (right, what) => (right ? null : `"${path}": ${type} needs ${what}.`);
  switch (type) {
    case 'S': return wants(typeof inner === 'string', 'a string in quotes');
    case 'N': return wants(typeof inner === 'string' && inner !== '', 'a number in quotes, such as "12.50"');
    case 'B': return wants(typeof inner === 'string', 'Base64 in quotes');
    case 'BOOL': return wants(typeof inner === 'boolean', 'true or false');
    case 'NULL': return wants(inner === true, 'true');
    case 'M':
      if (!isObject(inner)) return wants(false, 'an object');
      return Object.entries(inner).map(([name, each]) => valueProblem(each, `${path}.${name}`)).find(Boolean) ?? null;
    case 'L':
      if (!Array.isArray(inner)) return wants(false, 'a list');
      return inner.map((each, i) => valueProblem(each, `${path}[${i}]`)).find(Boolean) ?? null;
    default:
      return wants(Array.isArray(inner) && inner.length > 0 && inner.every((each) => typeof each === 'string'),
        'a list of at least one string in quotes');
  }
}
