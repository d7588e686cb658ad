/** The console: sections by hash, the header, and everything put in its place. */

import { $, h, put, icon, copyButton } from './dom.js';
import { store, on, start, tables, sampleItem } from './store.js';
import { mountRouteMap } from './routemap.js';
import { mountFeed, showRoute } from './feed.js';
import { mountActivity } from './activity.js';
import { mountChange, openChange, closeChange } from './change.js';
import { mountTables, showTables } from './tables.js';
import { mountSend, showSend } from './send.js';
import { mountStreams, showStreams } from './streams.js';

const SECTIONS = { overview: 'Overview', tables: 'Tables', send: 'Send', streams: 'Streams' };
let section = null;

function route(first) {
  const hash = location.hash.slice(1);
  const change = /^change=(\d+)$/.exec(hash);
  if (change) {
    if (!section) show('overview', true);
    openChange(Number(change[1]));
    return;
  }
  closeChange();
  if (hash === 'main') return;
  show(Object.hasOwn(SECTIONS, hash) ? hash : 'overview', first);
}

function show(name, first) {
  if (section === name) return;
  section = name;
  for (const each of Object.keys(SECTIONS)) {
    $(`section-${each}`).hidden = each !== name;
    if (each === name) $(`nav-${each}`).setAttribute('aria-current', 'page');
    else $(`nav-${each}`).removeAttribute('aria-current');
  }
  document.title = `${SECTIONS[name]} – Millrace`;
  if (name === 'tables') showTables();
  if (name === 'send') showSend();
  showStreams(name === 'streams');
  if (!first) {
    scrollTo(0, 0);
    $(`h-${name}`).focus({ preventScroll: true });
  }
}

/** A dialog that was closed leaves the address of its section. */
function changeClosed() {
  if (location.hash.startsWith('#change=')) history.replaceState(null, '', `#${section}`);
}

const CONNECTIONS = {
  connecting: ['calm', 'wait', 'Connecting…'],
  live: ['good', 'ok', 'Live'],
  reconnecting: ['bad', 'warn', 'Reconnecting…'],
};

function showConnection() {
  const [kind, glyph, text] = CONNECTIONS[store.connection];
  $('connection').className = `pill ${kind}`;
  put($('connection'), icon(glyph), text);
}

const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

const firstTable = () => tables().find((table) => table.shards.length);

/** A command that writes an item to the first table. */
function sample() {
  const table = firstTable();
  const item = sampleItem(table);
  return `AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local aws dynamodb put-item --region us-east-1 --endpoint-url ${quoted(store.state.database)} `
    + `--table-name ${quoted(table.localName)} --item ${quoted(JSON.stringify(item))}`;
}

function header() {
  const button = copyButton('Copy aws command', 'The command', sample,
    { class: 'quiet small', id: 'copy-sample', title: 'An aws command that writes an item to the first table', hidden: true });
  $('copy-sample').replaceWith(button);
  on('state', (state) => {
    $('database').textContent = state.database ? state.database.replace(/^http:\/\//, '') : 'no database';
    $('database').title = state.database
      ? `The database: ${state.database}${state.dataDir ? `, stored in ${state.dataDir}` : ', in memory'}`
      : 'There is no local database; the start of the log says how to get one.';
    button.hidden = !firstTable();
  });
  on('connection', showConnection);
  showConnection();
}

function problems() {
  on('problem', (text) => {
    const place = $('error-banner');
    place.hidden = !text;
    put(place, text ? [icon('warn'), h('span', {}, text)] : null);
  });
}

header();
problems();
mountRouteMap(showRoute);
mountFeed();
mountActivity();
mountChange(changeClosed);
mountTables();
mountSend();
mountStreams();
$('skip').addEventListener('click', (event) => {
  event.preventDefault();
  $('main').focus();
});
addEventListener('hashchange', () => route(false));
route(true);
start();
