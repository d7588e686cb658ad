/** The live feed: newest first, drawn in batches, never more rows than the store keeps. */

import { $, h, put, icon, clock, duration, name, eventTag, outcomeTag, OUTCOMES, num, count } from './dom.js';
import { keyText } from './typed.js';
import { store, on, LIMIT, forgetMissed } from './store.js';

const rows = new Map();
const dirty = new Set();
const fresh = new Set();
let paused = false;
let redraw = false;
let due = false;
let last = 0;
let cost = 0;
let filter = { text: [], table: '', outcome: '' };

export function mountFeed() {
  for (const [outcome, [, , word]] of Object.entries(OUTCOMES)) {
    $('filter-outcome').append(h('option', { value: outcome }, word));
  }
  on('change', (change) => {
    if (paused && !rows.has(change.id)) fresh.add(change.id);
    dirty.add(change.id);
    while (dirty.size > 2 * LIMIT) dirty.delete(dirty.values().next().value);
    while (fresh.size > LIMIT) fresh.delete(fresh.values().next().value);
    schedule();
  });
  on('reset', () => { redraw = true; fresh.clear(); schedule(); });
  on('routes', fillTables);
  on('missed', showMissed);
  $('filter').addEventListener('input', refilter);
  $('filter-table').addEventListener('change', refilter);
  $('filter-outcome').addEventListener('change', refilter);
  $('filter-form').addEventListener('submit', (e) => e.preventDefault());
  $('pause').addEventListener('click', () => {
    paused = !paused;
    if (!paused) { fresh.clear(); redraw = true; }
    last = 0;
    schedule();
  });
  $('feed').addEventListener('click', openRow);
  $('feed').addEventListener('keydown', moveAlong);
  fillEmpty();
  on('state', () => { if (!store.changes.size) fillEmpty(); });
  schedule();
}

/** Shows the changes of one route only. */
export function showRoute(tableId, route) {
  const again = $('filter').value === route && $('filter-table').value === tableId;
  $('filter').value = again ? '' : route;
  $('filter-table').value = again ? '' : tableId;
  refilter();
}

function openRow(event) {
  if (event.target.closest('a, button') || String(getSelection())) return;
  const row = event.target.closest('tr[data-change-id]');
  if (row) row.querySelector('a').click();
}

function moveAlong(event) {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const row = event.target.closest('tr');
  const next = event.key === 'ArrowDown' ? row?.nextElementSibling : row?.previousElementSibling;
  if (!next) return;
  event.preventDefault();
  next.querySelector('a').focus();
}

function refilter() {
  filter = {
    text: $('filter').value.toLowerCase().split(/\s+/).filter(Boolean),
    table: $('filter-table').value,
    outcome: $('filter-outcome').value,
  };
  redraw = true;
  last = 0;
  schedule();
}

function wanted(change) {
  if (filter.table && change.tableId !== filter.table) return false;
  if (filter.outcome && change.outcome !== filter.outcome) return false;
  if (!filter.text.length) return true;
  const text = [change.table, change.event, keyText(change.keys), change.outcome, OUTCOMES[change.outcome]?.[2],
    change.expired ? 'expired' : '', ...change.calls.flatMap((call) => [call.route, call.handler])].join(' ').toLowerCase();
  return filter.text.every((word) => text.includes(word));
}

/** At most about eight times a second, less often when drawing takes long, and only when the page is seen. */
function schedule() {
  if (due) return;
  due = true;
  setTimeout(() => requestAnimationFrame(() => {
    due = false;
    const begun = performance.now();
    flush();
    last = performance.now();
    setTimeout(() => { cost = performance.now() - begun; });
  }), last ? Math.max(0, Math.max(120, Math.min(1000, 3 * cost)) - (performance.now() - last)) : 0);
}

function flush() {
  const held = paused && !redraw;
  if (redraw) all();
  else if (!held) some();
  else for (const id of dirty) if (rows.has(id) && !store.changes.has(id)) dirty.delete(id);
  redraw = false;
  if (!held) dirty.clear();
  label();
}

function all() {
  const body = $('feed');
  const focused = document.activeElement?.closest?.('tr[data-change-id]')?.dataset.changeId;
  const ids = [...store.changes.keys()].sort((a, b) => b - a)
    .filter((id) => !(paused && fresh.has(id)) && wanted(store.changes.get(id)));
  rows.clear();
  body.replaceChildren(...ids.map((id) => rowFor(store.changes.get(id))));
  if (focused) rows.get(Number(focused))?.querySelector('a').focus();
}

function some() {
  const body = $('feed');
  const added = [];
  for (const id of dirty) {
    const change = store.changes.get(id);
    const row = rows.get(id);
    if (!change || !wanted(change)) {
      if (row) drop(id, row);
    } else if (row) {
      fillRow(row, change);
    } else {
      added.push(change);
    }
  }
  added.sort((a, b) => a.id - b.id);
  for (const change of added) {
    const row = rowFor(change);
    if (added.length < 12) row.classList.add('fresh');
    let before = body.firstElementChild;
    while (before && Number(before.dataset.changeId) > change.id) before = before.nextElementSibling;
    body.insertBefore(row, before);
  }
  for (let row = body.lastElementChild; row && !store.changes.has(Number(row.dataset.changeId)); row = body.lastElementChild) {
    drop(Number(row.dataset.changeId), row);
  }
}

function drop(id, row) {
  rows.delete(id);
  const held = row.contains(document.activeElement);
  row.remove();
  if (held) $('feed-scroll').focus({ preventScroll: true });
}

/** Reports a change that can't be drawn, so that the others are still drawn. */
function rowFor(change) {
  const row = h('tr', { role: 'row', data: { changeId: String(change.id) } });
  rows.set(change.id, row);
  try {
    fillNew(row, change);
  } catch (e) {
    console.error(e);
    put(row, h('td', { role: 'cell', colspan: '6' }, h('a', { href: `#change=${change.id}` }, `Change ${change.id} can’t be shown.`)));
  }
  return row;
}

function fillNew(row, change) {
  const cell = (kind, ...inner) => h('td', { role: 'cell', class: kind }, ...inner);
  row.append(
    cell('c-time num', clock(change.received)),
    cell('c-table', name(change.table)),
    cell('c-event', eventTag(change.event, change.expired)),
    cell('c-key', h('a', { href: `#change=${change.id}`, title: keyText(change.keys) }, keyText(change.keys) || '(no key)')),
    cell('c-changed'),
    cell('c-out'));
  fillRow(row, change);
}

function fillRow(row, change) {
  if (row.children.length < 6) return;
  put(row.children[4], changedText(change));
  put(row.children[5], h('div', { class: 'out-line' }, outcomeTag(change.outcome),
    change.delivery > 1 ? h('span', { class: 'again' }, `delivered ${num(change.delivery)} times`) : null),
  callList(change.calls, 2));
  row.classList.toggle('failed', ['dead-lettered', 'stopped', 'discarded'].includes(change.outcome)
    || (change.outcome !== 'handled' && Boolean(change.calls.at(-1)?.error)));
}

function changedText(change) {
  if (change.event === 'INSERT') return h('span', { class: 'muted' }, 'New item');
  if (change.event === 'REMOVE') return h('span', { class: 'muted' }, change.expired ? 'Removed by its time to live' : 'Item removed');
  const paths = change.changed ?? [];
  if (!paths.length) return h('span', { class: 'muted' }, '–');
  return [paths.slice(0, 3).map((path) => h('code', { class: 'path' }, path)),
    paths.length > 3 ? h('span', { class: 'muted' }, ` and ${num(paths.length - 3)} more`) : null];
}

/** What ran for a change: the last calls, or all. */
export function callList(calls, most = Infinity) {
  if (!calls.length) return null;
  const left = Math.max(0, calls.length - most);
  return h('ul', { class: 'calls' },
    left ? h('li', { class: 'muted' }, `${count(left, 'earlier call')}`) : null,
    calls.slice(left).map((call) => h('li', { class: call.error ? 'call bad-text' : 'call' },
      icon(call.error ? 'bad' : 'ok'),
      h('span', { class: 'call-what' }, call.route, icon('arrow'), call.handler),
      h('span', { class: 'num muted' }, duration(call.millis)),
      call.attempt > 1 ? h('span', { class: 'again' }, `attempt ${num(call.attempt)}`) : null,
      call.error ? h('span', { class: 'call-error', title: call.error }, h('span', { class: 'sr' }, 'failed: '), call.error) : null)));
}

function label() {
  const shown = $('feed').childElementCount;
  const size = store.changes.size - (paused ? fresh.size : 0);
  const filtering = filter.text.length || filter.table || filter.outcome;
  $('feed-count').textContent = !size ? '' : filtering ? `${num(shown)} of ${num(size)} match` : `the latest ${num(shown)}`;
  $('pause').textContent = !paused ? 'Pause' : fresh.size ? `Resume, ${num(fresh.size)} wait` : 'Resume';
  $('pause').classList.toggle('on', paused);
  const empty = $('feed-empty');
  empty.hidden = shown > 0;
  document.querySelector('table.feed').hidden = shown === 0;
  if (!shown) fillEmpty();
}

function fillEmpty() {
  const filtered = store.changes.size > 0;
  if ($('feed-empty').dataset.kind === String(filtered)) return;
  $('feed-empty').dataset.kind = String(filtered);
  put($('feed-empty'), filtered
    ? [h('p', { class: 'lead' }, 'No change matches the filter.'),
      h('button', { type: 'button', on: { click: clearFilter } }, 'Clear the filter')]
    : [h('p', { class: 'lead' }, 'Nothing has changed yet.'),
      h('p', {}, 'Write an item and see here what your handlers make of it.'),
      h('a', { class: 'button primary', href: '#tables' }, 'Write an item')]);
}

function clearFilter() {
  for (const id of ['filter', 'filter-table', 'filter-outcome']) $(id).value = '';
  refilter();
  $('filter').focus();
}

function fillTables() {
  const select = $('filter-table');
  const was = select.value;
  put(select, h('option', { value: '' }, 'All tables'),
    store.routes.map((table) => h('option', { value: table.id }, table.table)));
  select.value = was;
  if (select.selectedIndex < 0) select.value = '';
}

function showMissed(missed) {
  $('missed').hidden = !missed;
  if (!missed) return;
  put($('missed'), icon('warn'), `${count(missed, 'event')} left out: this browser was too slow to take them all. `,
    h('button', { type: 'button', class: 'quiet small', on: { click: forgetMissed } }, 'Dismiss'));
}
