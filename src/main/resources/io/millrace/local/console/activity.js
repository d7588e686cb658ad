/** The numbers above the overview, and the last minute as bars. */

import { $, h, s, put, icon, num, count } from './dom.js';
import { store, on, tables, blockedLanes } from './store.js';

const SECONDS = 60;
const WIDTH = 4;
const HEIGHT = 36;

let buckets = new Map();
let highest = -1;
let places = null;

export function mountActivity() {
  on('reset', () => { buckets = new Map(); highest = -1; });
  on('change', (change) => {
    if (change.id <= highest) return;
    highest = change.id;
    const second = Math.floor(Date.parse(change.received) / 1000);
    buckets.set(second, (buckets.get(second) ?? 0) + 1);
  });
  build();
  setInterval(tick, 1000);
  on('state', numbers);
  on('counters', numbers);
}

function build() {
  const stat = (name, glyph) => {
    const value = h('dd', { class: 'num' }, '–');
    const box = h('div', { class: 'stat' }, h('dt', {}, icon(glyph), name), value);
    return { box, value };
  };
  places = {
    handled: stat('Handled', 'ok'),
    failed: stat('Failed', 'bad'),
    waiting: stat('Waiting', 'wait'),
    letters: stat('Dead letters', 'letter'),
    blocked: stat('Blocked', 'block'),
  };
  places.bars = s('svg', { class: 'bars', role: 'img', viewBox: `0 0 ${SECONDS * WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none' });
  places.minute = h('span', { class: 'hint num' });
  put($('stats'),
    h('dl', { class: 'stat-list' }, ['handled', 'failed', 'waiting', 'letters', 'blocked'].map((name) => places[name].box)),
    h('div', { class: 'stat activity' }, h('span', { class: 'activity-name' }, 'The last minute ', places.minute), places.bars));
}

function numbers() {
  const routes = Object.values(store.counters).flatMap((each) => Object.values(each));
  const sum = (list, of) => list.reduce((total, each) => total + (of(each) ?? 0), 0);
  const lanes = tables().flatMap((table) => table.shards.flatMap((shard) => shard.lanes));
  set('handled', sum(routes, (route) => route.handled));
  set('failed', sum(routes, (route) => route.failed), 'bad-text');
  set('waiting', sum(lanes, (lane) => lane.waiting));
  set('letters', sum(tables(), (table) => table.deadLetters), 'bad-text');
  set('blocked', blockedLanes().length, 'bad-text');
}

function set(name, value, mark) {
  const place = places[name].value;
  const text = num(value);
  if (place.textContent !== text) place.textContent = text;
  if (mark) place.classList.toggle(mark, value > 0);
}

function tick() {
  const now = Math.floor(Date.now() / 1000);
  for (const second of buckets.keys()) if (second < now - SECONDS) buckets.delete(second);
  if (document.hidden || $('section-overview').hidden) return;
  const values = Array.from({ length: SECONDS }, (_, i) => buckets.get(now - SECONDS + 1 + i) ?? 0);
  const most = Math.max(4, ...values);
  const total = values.reduce((a, b) => a + b, 0);
  const text = count(total, 'change');
  places.minute.textContent = text;
  places.bars.setAttribute('aria-label', `${text} in the last minute, at most ${num(Math.max(...values))} in a second`);
  places.bars.replaceChildren(...values.map((value, i) => {
    const height = value ? Math.max(3, (value / most) * HEIGHT) : 1;
    return s('rect', { class: value ? 'bar' : 'bar zero', x: i * WIDTH, y: HEIGHT - height, width: WIDTH - 1, height });
  }));
}
