/** One change, opened in a dialog at the side: old and new, routes, calls, and what can be done with it. */

import { $, h, put, icon, clock, count, num, eventTag, outcomeTag, OUTCOMES, copyButton } from './dom.js';
import * as api from './api.js';
import { store, on } from './store.js';
import { keyText, valueNode, compare } from './typed.js';
import { explanation, lambdaAnswer, errorMessage } from './answer.js';
import { callList } from './feed.js';
import { editEvent } from './send.js';

let open = null;
let onClosed = () => {};

export function mountChange(closed) {
  onClosed = closed;
  const dialog = $('change-dialog');
  dialog.addEventListener('close', () => {
    open = null;
    put(dialog);
    onClosed();
  });
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  on('change', (change) => {
    if (open?.id === change.id && (!open.number || open.number === change.sequenceNumber)) showRun(change);
  });
}

export function closeChange() {
  if ($('change-dialog').open) $('change-dialog').close();
}

export async function openChange(id) {
  const dialog = $('change-dialog');
  open = { id };
  const mine = open;
  frame(dialog, store.changes.get(id), id);
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
  $('change-title').focus({ preventScroll: true });
  try {
    const detail = await api.change(id);
    if (open !== mine) return;
    mine.number = detail.summary.sequenceNumber;
    frame(dialog, detail.summary, id);
    put($('change-body'), body(detail));
    showRun(store.changes.get(id) ?? detail.summary);
    $('change-title').focus({ preventScroll: true });
  } catch (e) {
    if (open !== mine) return;
    put($('change-body'), errorMessage(e.status === 404
      ? 'This change has left the buffer: the console keeps only the latest ones. Write the item again to see a new change.'
      : e.message));
    if (store.changes.get(id)) showRun(store.changes.get(id));
  }
}

function frame(dialog, change, id) {
  put(dialog, h('div', { class: 'panel' },
    h('header', { class: 'panel-head' },
      h('div', { class: 'panel-title' },
        change ? eventTag(change.event, change.expired) : null,
        h('h2', { id: 'change-title', tabindex: '-1' }, change ? `${change.table}: ${keyText(change.keys)}` : `Change ${id}`)),
      h('button', { type: 'button', class: 'quiet', id: 'change-close', 'aria-label': 'Close', on: { click: () => dialog.close() } }, icon('close'))),
    h('div', { class: 'panel-body' },
      change ? facts(change) : null,
      h('section', { id: 'change-run', 'aria-label': 'What ran' }),
      h('div', { id: 'change-body' }, h('p', { class: 'muted' }, 'Loading…')))));
}

function facts(change) {
  const fact = (name, value) => [h('dt', {}, name), h('dd', { class: 'num' }, value)];
  return h('dl', { class: 'facts' },
    fact('Received', clock(change.received)),
    fact('Sequence number', change.sequenceNumber),
    fact('Shard', change.shard),
    fact('Change', `#${change.id}`));
}

function showRun(change) {
  const place = $('change-run');
  if (!place) return;
  const why = OUTCOMES[change.outcome]?.[3];
  put(place, h('h3', {}, 'What ran'),
    h('p', { class: 'out-line' }, outcomeTag(change.outcome), why ? h('span', { class: 'muted' }, why) : null,
      change.delivery > 1 ? h('span', { class: 'again' }, `Delivered ${num(change.delivery)} times.`) : null),
    callList(change.calls) ?? h('p', { class: 'muted' }, 'No handler was called.'));
}

function body(detail) {
  const event = JSON.stringify({ Records: [detail.record] }, null, 2);
  const answer = h('div', { id: 'send-again-answer', 'aria-live': 'polite' });
  const again = h('button', { type: 'button', class: 'primary', id: 'send-again' }, 'Send again');
  again.addEventListener('click', () => sendAgain(again, answer, event));
  return [
    h('div', { class: 'actions' },
      again,
      copyButton('Copy as event file', 'The event', event, { id: 'copy-event' }),
      detail.test ? copyButton('Copy as test', 'The test', detail.test, { id: 'copy-test' }) : null,
      h('button', { type: 'button', id: 'edit-event', on: { click: () => edit(event) } }, 'Edit and send'),
      h('a', { class: 'permalink', href: `#change=${open.id}` }, 'Link to this change')),
    answer,
    images(detail.record),
    h('section', {}, h('h3', {}, 'How each route matches it'),
      detail.explanation ? explanation(detail.explanation) : h('p', { class: 'muted' }, 'There is nothing to explain.')),
    h('details', {}, h('summary', {}, 'The record as it came'),
      h('pre', { class: 'code', tabindex: '0' }, JSON.stringify(detail.record, null, 2))),
  ];
}

function edit(event) {
  closeChange();
  editEvent(event);
}

async function sendAgain(button, place, event) {
  button.disabled = true;
  put(place, h('p', { class: 'muted' }, 'Sending…'));
  try {
    put(place, lambdaAnswer(await api.send('millrace', event)));
  } catch (e) {
    put(place, errorMessage(e.message));
  } finally {
    button.disabled = false;
    button.focus({ preventScroll: true });
  }
}

const STATES = {
  added: ['plus', 'added', 'Added'],
  removed: ['minus', 'removed', 'Removed'],
  changed: ['edit', 'changed', 'Changed'],
  same: [null, 'same', 'Unchanged'],
};

const MOST = 1500;

function images(record) {
  const { Keys: keys, OldImage: before, NewImage: after, StreamViewType: view } = record.dynamodb ?? {};
  const title = h('h3', {}, 'What changed');
  if (!before && !after) {
    return h('section', {}, title,
      h('p', { class: 'muted' }, `This stream carries ${view === 'KEYS_ONLY' ? 'keys only' : 'no images for this record'}.`),
      one('Key', keys ?? {}));
  }
  if (view === 'NEW_IMAGE' || view === 'OLD_IMAGE') {
    return h('section', {}, title,
      h('p', { class: 'muted' }, `This stream carries the ${view === 'NEW_IMAGE' ? 'new' : 'old'} image only, so there is nothing to compare.`),
      one(view === 'NEW_IMAGE' ? 'After' : 'Before', after ?? before));
  }
  const all = compare(before, after);
  const order = all.slice(0, MOST);
  const differing = all.filter((each) => each.state !== 'same').length;
  const unchanged = all.length - differing;
  const table = h('table', { class: 'diff', role: 'table', 'aria-label': 'Before and after' },
    h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' },
      ['Attribute', 'Before', 'After'].map((name) => h('th', { role: 'columnheader', scope: 'col' }, name)))),
    h('tbody', { role: 'rowgroup' }, order.map(diffRow)));
  const only = h('input', { type: 'checkbox', id: 'only-differences' });
  only.addEventListener('change', () => table.classList.toggle('only', only.checked));
  const said = !before ? 'A new item.' : !after ? 'The item was removed.'
    : differing ? `${count(differing, 'difference')}.` : 'Nothing differs.';
  return h('section', {}, title,
    h('div', { class: 'diff-head' }, h('span', {}, said),
      before && after && unchanged && differing
        ? h('label', { class: 'check' }, only, `Hide the ${num(unchanged)} unchanged`) : null),
    table,
    all.length > MOST ? h('p', { class: 'muted' }, `${num(all.length - MOST)} more are not shown.`) : null);
}

function diffRow({ path, before, after, state }) {
  const [glyph, kind, word] = STATES[state];
  const gone = () => h('span', { class: 'muted' }, '–');
  return h('tr', { role: 'row', class: `diff-${kind}` },
    h('th', { role: 'rowheader', scope: 'row' },
      h('span', { class: `sign ${kind}`, title: word }, glyph ? icon(glyph) : null, h('span', { class: 'sr' }, `${word}: `)),
      h('span', { class: 'attr' }, path),
      glyph ? h('span', { class: `sign-word ${kind}`, 'aria-hidden': 'true' }, word) : null),
    h('td', { role: 'cell', class: 'd-old', 'data-label': 'Before' }, before === undefined ? gone() : valueNode(before)),
    h('td', { role: 'cell', class: 'd-new', 'data-label': 'After' }, after === undefined ? gone() : valueNode(after)));
}

function one(label, item) {
  return h('table', { class: 'diff single', role: 'table', 'aria-label': label },
    h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' },
      ['Attribute', label].map((name) => h('th', { role: 'columnheader', scope: 'col' }, name)))),
    h('tbody', { role: 'rowgroup' }, compare(null, item).slice(0, MOST).map(({ path, after }) =>
      h('tr', { role: 'row' },
        h('th', { role: 'rowheader', scope: 'row' }, h('span', { class: 'attr' }, path)),
        h('td', { role: 'cell', 'data-label': label }, valueNode(after))))));
}

