/** A table's items: list, put, edit, delete. Numbers are never converted. */

import { $, h, put, count, num, say, announce } from './dom.js';
import * as api from './api.js';
import { store, on, tables, sampleItem } from './store.js';
import { itemProblem, keyText, same, typeOf, valueText, TYPES } from './typed.js';

const PAGE = 50;
const COLUMNS = 7;

let table = null;
let items = [];
let listed = '';
let offered = '';
let lastKey = null;
let editing = null;
let confirming = null;
let asked = 0;
let shown = false;

export function mountTables() {
  on('state', fillTables);
  $('table-select').addEventListener('change', () => choose($('table-select').value));
  $('items-form').addEventListener('submit', (event) => {
    event.preventDefault();
    list();
  });
  $('more-items').addEventListener('click', () => list(true));
  $('new-item').addEventListener('click', () => { startNew(); $('item-editor').focus(); });
  $('put-item').addEventListener('click', putItem);
  $('item-editor').addEventListener('input', () => check(false));
  on('routes', () => { // the patterns are known now
    if (table?.partitionKey && $('item-editor').value === offered) startNew();
  });
}

export function showTables() {
  shown = true;
  fillTables();
  if (table) list();
}

function fillTables() {
  const select = $('table-select');
  const known = tables();
  const options = JSON.stringify(known.map((each) => [each.id, each.table]));
  if (select.dataset.options !== options) {
    select.dataset.options = options;
    const was = select.value;
    put(select, known.map((each) => h('option', { value: each.id }, each.table)));
    if (known.some((each) => each.id === was)) select.value = was;
  }
  if (!known.length) {
    empty('There are no tables yet.', 'Name a table in the configuration, then restart the application.');
    return;
  }
  const now = known.find((each) => each.id === table?.id);
  if (now) table = now;
  else choose(select.value);
}

function choose(id) {
  table = tables().find((each) => each.id === id);
  if (!table) return;
  $('key-filter').value = '';
  for (const id of ['list-items', 'put-item', 'item-editor', 'key-filter']) $(id).disabled = !table.partitionKey || !table.shards.length;
  if (!table.partitionKey) {
    $('table-facts').textContent = table.problem ?? 'The table has no keys here.';
    return;
  }
  $('key-label').textContent = `${table.partitionKey.name} (${table.partitionKey.type}) equals`;
  $('table-facts').textContent = [
    table.localName === table.table ? null : `${table.localName} in the database`,
    `Partition key ${table.partitionKey.name}`,
    table.sortKey ? `sort key ${table.sortKey.name} (${table.sortKey.type})` : null,
    table.viewType ? `stream ${table.viewType}` : 'no stream',
    table.ttlAttribute ? `time to live in ${table.ttlAttribute}` : null,
  ].filter(Boolean).join(' · ');
  startNew();
  if (shown) list();
}

const keySchema = () => [table.partitionKey, table.sortKey].filter(Boolean);
const keyOf = (item) => Object.fromEntries(keySchema().filter((key) => Object.hasOwn(item, key.name))
  .map((key) => [key.name, item[key.name]]));
const sameKey = (a, b) => same({ M: a }, { M: b });

/** Scan, or Query when a partition key is given. */
async function list(more) {
  if (!table?.partitionKey || !table.shards.length) return;
  const ask = ++asked;
  const wanted = more ? listed : $('key-filter').value;
  listed = wanted;
  const request = { TableName: table.localName, Limit: PAGE };
  if (more && lastKey) request.ExclusiveStartKey = lastKey;
  if (wanted) {
    request.KeyConditionExpression = '#key = :key';
    request.ExpressionAttributeNames = { '#key': table.partitionKey.name };
    request.ExpressionAttributeValues = { ':key': { [table.partitionKey.type]: wanted } };
  }
  if (!more) say($('items-message'), null);
  try {
    const page = await api.dynamodb(wanted ? 'Query' : 'Scan', JSON.stringify(request));
    if (ask !== asked) return;
    const found = page.Items ?? [];
    const from = items.length;
    items = more ? [...items, ...found] : found;
    lastKey = page.LastEvaluatedKey ?? null;
    draw();
    if (more && !lastKey) focusRow(from);
  } catch (e) {
    if (ask !== asked) return;
    if (!more) { items = []; lastKey = null; draw(); $('items-empty').hidden = true; }
    say($('items-message'), e.message, 'bad');
  }
}

function focusRow(index) {
  $('items').querySelectorAll('tbody tr')[index]?.querySelector('button')?.focus();
}

function draw() {
  confirming = null;
  $('item-count').textContent = !items.length ? '' : `${count(items.length, 'item')} loaded${lastKey ? ', there are more' : ''}`;
  $('more-items').hidden = !lastKey;
  $('items-scroll').hidden = !items.length;
  $('items-empty').hidden = items.length > 0;
  if (!items.length) {
    put($('items'));
    if ($('key-filter').value) empty('No item has this key.', 'Clear the field to list all items.');
    else empty(lastKey ? 'This page has no items.' : 'This table is empty.', 'Fill in the item at the editor and choose “Put item”.');
    return;
  }
  const keys = keySchema().map((key) => key.name);
  const others = [...new Set(items.flatMap((item) => Object.keys(item)))].filter((name) => !keys.includes(name)).sort();
  const columns = [...keys, ...others.slice(0, COLUMNS - keys.length)];
  const left = others.length + keys.length - columns.length;
  put($('items'),
    h('caption', { class: 'sr' }, `Items of ${table.table}`),
    h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' },
      columns.map((name) => h('th', { role: 'columnheader', scope: 'col' }, name, keys.includes(name) ? h('span', { class: 'key-mark' }, 'key') : null)),
      left ? h('th', { role: 'columnheader', scope: 'col', class: 'muted' }, `${num(left)} more`) : null,
      h('th', { role: 'columnheader', scope: 'col', class: 'act' }, h('span', { class: 'sr' }, 'Actions')))),
    h('tbody', { role: 'rowgroup' }, items.map((item) => row(item, columns, left))));
}

function row(item, columns, left) {
  const name = keyText(keyOf(item));
  const actions = h('td', { role: 'cell', class: 'act' });
  const line = h('tr', { role: 'row' },
    columns.map((column) => cell(item, column)),
    left ? h('td', { role: 'cell', class: 'muted num', 'data-label': 'More' }, `+${num(Object.keys(item).filter((each) => !columns.includes(each)).length)}`) : null,
    actions);
  line.item = item;
  rest(line, actions, item, name);
  if (editing && sameKey(keyOf(item), keyOf(editing))) line.classList.add('editing');
  return line;
}

function cell(item, column) {
  const value = Object.hasOwn(item, column) ? item[column] : undefined;
  if (value === undefined) return h('td', { role: 'cell', class: 'muted', 'data-label': column }, '–');
  const type = typeOf(value);
  const text = valueText(value);
  const when = column === table.ttlAttribute && type === 'N' ? ` (${new Date(Number(text) * 1000).toLocaleString('en-GB')})` : '';
  return h('td', { role: 'cell', 'data-label': column, class: type === 'N' ? 'num' : '', title: `${TYPES[type] ?? type}${when}: ${text.slice(0, 400)}` },
    h('span', { class: `clip t-${type}` }, text.length > 80 ? `${text.slice(0, 80)}…` : text));
}

function rest(line, actions, item, name) {
  line.classList.remove('confirming');
  const remove = h('button', { type: 'button', class: 'quiet small', 'aria-label': `Delete ${name}` }, 'Delete');
  remove.addEventListener('click', () => confirm(line, actions, item, name));
  put(actions,
    h('button', { type: 'button', class: 'quiet small', 'aria-label': `Edit ${name}`, on: { click: () => edit(item) } }, 'Edit'),
    remove);
  return remove;
}

/** The second step: the same place asks again; Escape or “Keep” goes back. */
function confirm(line, actions, item, name) {
  confirming?.();
  const back = () => { confirming = null; return rest(line, actions, item, name); };
  confirming = back;
  line.classList.add('confirming');
  const keep = h('button', { type: 'button', class: 'small', 'aria-label': `Keep ${name}`, on: { click: () => back().focus() } }, 'Keep');
  put(actions,
    keep,
    h('button', { type: 'button', class: 'small danger', 'aria-label': `Yes, delete ${name}`, on: { click: () => remove(item, name) } }, 'Yes, delete'));
  actions.onkeydown = (event) => {
    if (event.key === 'Escape') { actions.onkeydown = null; back().focus(); }
  };
  keep.focus();
  announce(`Delete ${name}? Choose keep or yes, delete.`);
}

async function remove(item, name) {
  const index = items.indexOf(item);
  try {
    await api.dynamodb('DeleteItem', JSON.stringify({ TableName: table.localName, Key: keyOf(item) }));
    items = items.filter((each) => each !== item);
    draw();
    say($('items-message'), `Deleted ${name}. Its change shows in the overview.`, 'good');
    if (items.length) focusRow(Math.min(index, items.length - 1));
    else $('item-editor').focus();
  } catch (e) {
    confirming?.().focus();
    say($('items-message'), e.message, 'bad');
  }
}

function startNew() {
  editing = null;
  $('h-editor').textContent = 'New item';
  write(sampleItem(table));
  offered = $('item-editor').value;
  markEditing();
}

function edit(item) {
  editing = item;
  $('h-editor').textContent = `Edit ${keyText(keyOf(item))}`;
  write(item);
  markEditing();
  $('item-editor').focus();
  $('item-editor').setSelectionRange(0, 0);
  $('item-editor').scrollTop = 0;
  $('h-editor').scrollIntoView({ block: 'nearest' });
}

function markEditing() {
  for (const line of $('items').querySelectorAll('tbody tr')) {
    line.classList.toggle('editing', Boolean(editing) && sameKey(keyOf(line.item), keyOf(editing)));
  }
}

/** One attribute a line: {"name": {"S": "value"}}, nested ones indented. */
function write(item) {
  const lines = Object.entries(item).map(([name, value]) => {
    const flat = JSON.stringify(value).length < 60 && !['M', 'L'].includes(typeOf(value));
    const [type] = Object.keys(value);
    const text = flat ? `{ ${JSON.stringify(type)}: ${JSON.stringify(value[type])} }`
      : JSON.stringify(value, null, 2).replaceAll('\n', '\n  ');
    return `  ${JSON.stringify(name)}: ${text}`;
  });
  $('item-editor').value = `{\n${lines.join(',\n')}\n}`;
  say($('item-problem'), null);
  say($('item-message'), null);
  $('item-editor').removeAttribute('aria-invalid');
}

/** Whether the item can be put. While typing, only the hint about another key is shown. */
function check(strict) {
  const text = $('item-editor').value;
  const wrong = api.jsonProblem(text) ?? itemProblem(JSON.parse(text), keySchema());
  if (strict) $('item-editor').setAttribute('aria-invalid', String(Boolean(wrong)));
  if (wrong) {
    if (strict) say($('item-problem'), wrong, 'bad');
    else if (!$('item-problem').classList.contains('bad')) say($('item-problem'), null);
    return null;
  }
  const item = JSON.parse(text);
  const another = editing && !sameKey(keyOf(item), keyOf(editing));
  say($('item-problem'), another
    ? `The key differs: this puts another item. ${keyText(keyOf(editing))} remains unchanged.` : null, 'warn');
  return item;
}

async function putItem() {
  if (!table) return;
  const item = check(true);
  if (!item) {
    $('item-editor').focus();
    return;
  }
  const name = keyText(keyOf(item));
  try {
    // The text is sent as typed, so that nothing is rounded.
    await api.dynamodb('PutItem', `{"TableName":${JSON.stringify(table.localName)},"Item":${$('item-editor').value}}`);
    editing = item;
    $('h-editor').textContent = `Edit ${name}`;
    say($('item-problem'), null);
    say($('item-message'), `Put ${name}. Its change shows in the overview.`, 'good');
    await list();
  } catch (e) {
    say($('item-message'), e.message, 'bad');
  }
}

function empty(lead, text) {
  $('items-empty').hidden = false;
  put($('items-empty'), h('p', { class: 'lead' }, lead), h('p', {}, text));
}
