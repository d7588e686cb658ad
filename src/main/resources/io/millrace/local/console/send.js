/** Sending an event to a function, or asking what the routes would make of it. */

import { $, h, put, say } from './dom.js';
import * as api from './api.js';
import { store, on } from './store.js';
import { explanations, lambdaAnswer, errorMessage } from './answer.js';

let files = false;

export function mountSend() {
  on('routes', fillFunctions);
  fillFunctions();
  nothingYet();
  $('event-file').addEventListener('change', load);
  $('event-editor').addEventListener('input', () => {
    if (!$('event-problem').hidden) check();
  });
  $('event-editor').addEventListener('change', () => { if ($('event-editor').value.trim()) check(); });
  $('send-event').addEventListener('click', () => run(async (json) =>
    lambdaAnswer(await api.send($('function-select').value, json))));
  $('explain-event').addEventListener('click', () => run(async (json) =>
    explanations(await api.explain(json), 'h3')));
}

/** When the section is shown: the files may have changed. */
export async function showSend() {
  try {
    const names = await api.eventFiles();
    const select = $('event-file');
    const was = select.value;
    put(select, h('option', { value: '' }, names.length ? 'Choose a file…' : 'There are no files in events/'),
      names.map((name) => h('option', { value: name }, name)));
    select.value = was;
    if (select.selectedIndex < 0) select.value = '';
    files = true;
  } catch (e) {
    if (!files) say($('event-problem'), `The files of events/ can't be listed. ${e.message}`, 'bad');
  }
}

/** Puts an event into the editor and shows it. */
export function editEvent(json) {
  $('event-editor').value = json;
  $('event-file').value = '';
  say($('event-problem'), null);
  location.hash = '#send';
}

function nothingYet() {
  put($('send-answer'), h('div', { class: 'empty' },
    h('p', { class: 'lead' }, 'No event sent yet.'),
    h('p', {}, 'Choose a file or paste an event, then send it. The response is the one that Lambda would get.')));
}

function fillFunctions() {
  const select = $('function-select');
  const was = select.value;
  put(select, h('option', { value: 'millrace' }, 'millrace – all tables'),
    store.routes.map((table) => h('option', { value: table.id }, `${table.id} – table ${table.table}`)));
  select.value = was || 'millrace';
  if (select.selectedIndex < 0) select.value = 'millrace';
}

async function load() {
  const name = $('event-file').value;
  if (!name) return;
  try {
    const event = await api.eventFile(name);
    if ($('event-file').value !== name) return;
    $('event-editor').value = JSON.stringify(event, null, 2);
    say($('event-problem'), null);
  } catch (e) {
    say($('event-problem'), `${name} can't be read. ${e.message}`, 'bad');
  }
}

/** Whether the text can be sent; says what is wrong. */
function check() {
  const text = $('event-editor').value;
  const problem = api.jsonProblem(text);
  $('event-editor').setAttribute('aria-invalid', String(Boolean(problem)));
  if (problem) {
    say($('event-problem'), problem, 'bad');
    return false;
  }
  const event = JSON.parse(text);
  say($('event-problem'), Array.isArray(event?.Records) ? null
    : 'This is JSON, but an event has a list of Records: {"Records": […]}.', 'warn');
  return true;
}

async function run(ask) {
  if (!check()) {
    $('event-editor').focus();
    return;
  }
  const buttons = [$('send-event'), $('explain-event')];
  if (buttons[0].hasAttribute('aria-disabled')) return; // a request is in progress
  const pressed = document.activeElement;
  for (const button of buttons) button.setAttribute('aria-disabled', 'true');
  put($('send-answer'), h('p', { class: 'muted' }, 'Waiting for the response…'));
  try {
    put($('send-answer'), await ask($('event-editor').value));
  } catch (e) {
    put($('send-answer'), errorMessage(e.message));
  } finally {
    for (const button of buttons) button.removeAttribute('aria-disabled');
    pressed?.focus?.({ preventScroll: true });
    if (matchMedia('(max-width: 900px)').matches) $('h-answer').scrollIntoView({ block: 'nearest' });
  }
}
