/** The streams: the position of each table, shard and lane, and what blocks it. */

import { $, h, put, icon, num, count, duration, shortNumber, retryWords, announce } from './dom.js';
import { store, on, tables, blockedLanes, untilNextTry } from './store.js';

const LANES = {
  idle: ['none', 'calm', 'Idle'],
  gathering: ['wait', 'info', 'Gathering'],
  running: ['run', 'info', 'Running'],
  blocked: ['block', 'bad', 'Blocked'],
  broken: ['block', 'bad', 'Stands still'],
};

const drawn = new Map();
let visible = false;
let announced = new Set();

export function mountStreams() {
  on('state', () => { banner(); if (visible) draw(); });
  setInterval(() => {
    for (const place of document.querySelectorAll('[data-next-try]')) {
      if (place.blocked) place.textContent = nextTry(place.blocked);
    }
  }, 250);
}

export function showStreams(shown) {
  visible = shown;
  if (shown) draw();
}

const nextTry = (blocked) => {
  const millis = untilNextTry(blocked);
  return millis > 0 ? `next in ${millis < 60_000 ? `${(millis / 1000).toFixed(1)} s` : duration(millis)}` : 'trying now';
};

function draw() {
  const root = $('streams');
  if (!store.state) {
    put(root, h('p', { class: 'empty' }, 'Waiting for the server…'));
    return;
  }
  if (!tables().length) {
    drawn.clear();
    put(root, h('div', { class: 'card empty' }, h('p', { class: 'lead' }, 'There are no tables yet.'),
      h('p', {}, 'Name a table in the configuration; its stream shows here.')));
    return;
  }
  if (root.firstElementChild && !root.querySelector('.stream')) put(root);
  const ids = new Set(tables().map((table) => table.id));
  for (const [id, known] of drawn) {
    if (!ids.has(id)) { known.card.remove(); drawn.delete(id); }
  }
  for (const table of tables()) {
    const known = drawn.get(table.id);
    const json = JSON.stringify(table);
    if (known?.json === json) {
      rebind(known.card, table);
      continue;
    }
    const card = h('section', { class: 'card stream', 'aria-labelledby': `stream-${table.id}`, data: { table: table.id } }, streamCard(table));
    if (known) {
      const focused = document.activeElement?.closest?.('[data-focus]')?.dataset.focus;
      const inside = known.card.contains(document.activeElement);
      known.card.replaceWith(card);
      if (inside && focused) card.querySelector(`[data-focus="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
    } else {
      root.append(card);
    }
    drawn.set(table.id, { card, json });
  }
}

/** Nothing differs, but the time until the next try counts from the newest state. */
function rebind(card, table) {
  const blocked = table.shards.flatMap((shard) => shard.lanes).map((lane) => lane.blocked).filter(Boolean);
  card.querySelectorAll('[data-next-try]').forEach((place, i) => { place.blocked = blocked[i]; });
}

function streamCard(table) {
  const lanes = table.shards.flatMap((shard) => shard.lanes.map((lane) => ({ shard, lane })));
  const keys = [table.partitionKey, table.sortKey].filter(Boolean).map((key) => `${key.name} (${key.type})`).join(', ');
  const facts = [`Key ${keys}`, table.viewType ?? null, table.ttlAttribute ? `time to live in ${table.ttlAttribute}` : null].filter(Boolean);
  return [
    h('div', { class: 'card-head' },
      h('h2', { id: `stream-${table.id}` }, table.table),
      h('p', { class: 'hint' }, facts.join(' · ')),
      h('div', { class: 'badges' },
        table.deadLetters ? h('span', { class: 'outcome bad' }, icon('letter'), count(table.deadLetters, 'dead letter')) : null,
        table.trimmed ? h('span', { class: 'outcome amber', title: 'Records that left the stream before they were read' },
          icon('warn'), `${num(table.trimmed)} trimmed`) : null)),
    table.problem ? h('p', { class: 'message bad' }, icon('warn'), `This table’s stream is not read correctly: ${table.problem}.`) : null,
    lanes.length ? laneTable(table, lanes)
      : h('p', { class: 'empty small-text' }, 'No shard yet. It appears when the table has a stream.'),
  ];
}

const COLUMNS = ['Lane', 'State', 'Position', 'Waiting', 'Lag', 'Batches', 'Failed', 'Retries', 'Discarded', 'Filtered'];

function laneTable(table, lanes) {
  return h('div', { class: 'scroll-x', role: 'region', 'aria-label': `Lanes of ${table.table}`, tabindex: '0', 'data-focus': 'scroll' },
    h('table', { class: 'lanes', role: 'table' },
      h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' },
        COLUMNS.map((name, i) => h('th', { role: 'columnheader', scope: 'col', class: i > 2 ? 'right' : '' }, name)))),
      h('tbody', { role: 'rowgroup' }, lanes.map(({ shard, lane }) => laneRows(table, shard, lane)))));
}

function laneRows(table, shard, lane) {
  const [glyph, kind, word] = LANES[lane.state] ?? ['none', 'calm', String(lane.state)];
  const cell = (i, value, mark) => h('td', { role: 'cell', class: `num ${i > 2 ? 'right' : ''} ${mark ?? ''}`, 'data-label': COLUMNS[i] }, value);
  const counted = (i, n, mark) => cell(i, num(n), n ? mark : 'zero');
  const row = h('tr', { role: 'row', class: `lane ${lane.state}` },
    h('th', { role: 'rowheader', scope: 'row', class: 'lane-name' },
      h('span', { title: shard.shard }, shortShard(shard.shard)), h('span', { class: 'muted num' }, ` / ${lane.lane}`)),
    h('td', { role: 'cell', 'data-label': 'State' }, h('span', { class: `outcome ${kind}` }, icon(glyph), word)),
    h('td', { role: 'cell', class: 'num', 'data-label': 'Position', title: lane.position ?? '' },
      lane.position ? shortNumber(lane.position) : 'at the start'),
    counted(3, lane.waiting),
    cell(4, lane.oldestWaitingMillis ? duration(lane.oldestWaitingMillis) : '–', lane.oldestWaitingMillis > 10_000 ? 'amber-text' : ''),
    counted(5, lane.batches),
    counted(6, lane.failedBatches, 'bad-text'),
    counted(7, lane.retries),
    counted(8, lane.discarded, 'bad-text'),
    counted(9, lane.filtered));
  if (!lane.blocked) return [row];
  return [row, h('tr', { role: 'row', class: 'blocked-row' },
    h('td', { role: 'cell', colspan: String(COLUMNS.length) },
      blockedText(lane.blocked), ' ', blockedLink(lane.blocked, `${shard.shard}/${lane.lane}`)))];
}

const shortShard = (name) => (name.length > 22 ? `${name.slice(0, 8)}…${name.slice(-8)}` : name);

function blockedText(blocked) {
  const next = h('span', { class: 'num', 'data-next-try': '' }, nextTry(blocked));
  next.blocked = blocked;
  return h('span', { class: 'blocked-text' }, icon('block'),
    h('span', {}, h('strong', { title: blocked.sequenceNumber }, `Blocked by record ${shortNumber(blocked.sequenceNumber)}`),
      `: ${retryWords(blocked.retries)}, `, next, ': ', h('span', { class: 'error-text' }, blocked.error)));
}

function blockedLink(blocked, focus) {
  return blocked.changeId === null || blocked.changeId === undefined ? null
    : h('a', { href: `#change=${blocked.changeId}`, 'data-focus': focus }, 'Open the change');
}

function banner() {
  const place = $('blocked-banner');
  const lanes = blockedLanes();
  place.hidden = !lanes.length;
  $('nav-blocked').hidden = !lanes.length;
  const names = [...new Set(lanes.map(({ table }) => table.table))];
  const keys = new Set(lanes.map(({ table, shard, lane }) => `${table.id} ${shard.shard} ${lane.lane}`));
  if ([...keys].some((key) => !announced.has(key))) announce(`Blocked: ${names.join(', ')}.`);
  announced = keys;
  if (!lanes.length) {
    put(place);
    return;
  }
  const first = lanes[0];
  const focused = place.contains(document.activeElement) ? document.activeElement.dataset.focus : null;
  put(place, icon('block'),
    h('span', { class: 'banner-text' },
      h('strong', {}, lanes.length === 1 ? `${first.table.table} is blocked.` : `${count(lanes.length, 'lane')} of ${names.join(', ')} are blocked.`),
      ` Record ${shortNumber(first.blocked.sequenceNumber)} failed and is being retried; later records wait. `,
      h('span', { class: 'error-text' }, first.blocked.error)),
    h('span', { class: 'banner-links' }, h('a', { href: '#streams', 'data-focus': 'streams' }, 'See the streams'),
      blockedLink(first.blocked, 'change')));
  if (focused) place.querySelector(`[data-focus="${focused}"]`)?.focus({ preventScroll: true });
}
