/** The picture of tables, routes and handlers: a structured list with wires drawn behind it. */

import { $, h, s, put, icon, eventTag, name, num, count } from './dom.js';
import { store, on } from './store.js';

const places = new Map();
const place = (tableId, route) => places.get(`${tableId} ${route}`);
let choose = () => {};

export function mountRouteMap(onChoose) {
  choose = onChoose;
  on('routes', draw);
  on('counters', scheduleCounters);
  on('state', markTables);
}

const sizes = new ResizeObserver((entries) => {
  for (const entry of entries) wire(entry.target);
});

function draw() {
  const map = $('route-map');
  sizes.disconnect();
  places.clear();
  if (!store.routes.length) {
    put(map, h('div', { class: 'empty' },
      h('p', { class: 'lead' }, 'There are no routes yet.'),
      h('p', {}, 'Name a table and its routes in the configuration, then start the application again.')));
    return;
  }
  const list = h('ul', { class: 'map-tables' }, store.routes.map(tableBlock));
  put(map, list);
  for (const block of list.children) sizes.observe(block);
  showCounters();
  markTables();
}

function tableBlock(table) {
  const names = [...new Set(table.routes.flatMap((route) => route.handlers))];
  const handlers = new Map(names.map((each) => [each, h('li', { class: 'node handler-node' }, name(each))]));
  const block = h('li', { class: 'map-table', data: { table: table.id } },
    s('svg', { class: 'wires', 'aria-hidden': 'true', focusable: 'false' }),
    h('div', { class: 'node table-node' },
      h('h3', {}, icon('table'), h('span', {}, name(table.table))),
      h('span', { class: 'table-note' }, count(table.routes.length, 'route'))),
    h('ul', { class: 'map-routes', 'aria-label': `Routes of ${table.table}` }, table.routes.map((route) =>
      h('li', {}, routeNode(table, route)))),
    h('ul', { class: 'map-handlers', 'aria-hidden': 'true' }, [...handlers.values()]));
  block.handlerNodes = handlers;
  block.routeNames = table.routes;
  return block;
}

function routeNode(table, route) {
  const wants = [
    route.partitionKey.length ? `key ${route.partitionKey.join(' or ')}` : null,
    route.sortKey.length ? `sort key ${route.sortKey.join(' or ')}` : null,
    ...route.conditions,
  ].filter(Boolean);
  const counters = h('span', { class: 'route-counters num' });
  const button = h('button', { type: 'button', class: 'node route-node', title: 'Show only the changes of this route' },
    h('span', { class: 'route-top' },
      h('strong', {}, name(route.route)),
      h('span', { class: 'route-events' }, route.events.map((event) => eventTag(event))),
      counters),
    wants.length ? h('span', { class: 'route-wants' }, wants.join(' · ')) : null,
    h('span', { class: 'route-handlers' }, h('span', { class: 'sr' }, 'Runs '), icon('arrow'),
      route.handlers.join(', ') || 'nothing'));
  const light = (lit) => () => highlight(button, route, lit);
  button.addEventListener('mouseenter', light(true));
  button.addEventListener('mouseleave', light(false));
  button.addEventListener('focus', light(true));
  button.addEventListener('blur', light(false));
  button.addEventListener('click', () => choose(table.id, route.route));
  places.set(`${table.id} ${route.route}`, { button, counters, handled: 0, failed: 0, wires: [] });
  return button;
}

function highlight(button, route, lit) {
  const block = button.closest('.map-table');
  button.classList.toggle('lit', lit);
  block.classList.toggle('has-lit', lit);
  block.querySelector('.table-node').classList.toggle('lit', lit);
  for (const each of route.handlers) block.handlerNodes.get(each)?.classList.toggle('lit', lit);
  for (const path of place(block.dataset.table, route.route)?.wires ?? []) path.classList.toggle('lit', lit);
}

function wire(block) {
  const svg = block.querySelector('.wires');
  const origin = block.getBoundingClientRect();
  const from = block.querySelector('.table-node').getBoundingClientRect();
  svg.replaceChildren();
  if (!origin.width) return;
  svg.setAttribute('viewBox', `0 0 ${origin.width} ${origin.height}`);
  const stacked = getComputedStyle(block.querySelector('.map-handlers')).display === 'none';
  for (const route of block.routeNames) {
    const known = place(block.dataset.table, route.route);
    const box = known.button.getBoundingClientRect();
    const ends = stacked ? [] : route.handlers.map((each) =>
      [box, block.handlerNodes.get(each).getBoundingClientRect()]);
    if (!stacked) ends.unshift([from, box]);
    known.wires = ends.map(([a, b]) => {
      const path = s('path', { class: 'wire', d: curve(a, b, origin) });
      svg.append(path);
      return path;
    });
    dress(known);
  }
}

function curve(a, b, origin) {
  const x1 = a.right - origin.left;
  const y1 = a.top + a.height / 2 - origin.top;
  const x2 = b.left - origin.left;
  const y2 = b.top + b.height / 2 - origin.top;
  const bend = (x2 - x1) / 2;
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
}

let scheduled = false;

function scheduleCounters() {
  if (scheduled) return;
  scheduled = true;
  requestAnimationFrame(() => {
    scheduled = false;
    showCounters();
  });
}

function showCounters() {
  for (const [tableId, routes] of Object.entries(store.counters)) {
    for (const [route, counted] of Object.entries(routes)) {
      const known = place(tableId, route);
      if (!known) continue;
      const moved = counted.handled > known.handled || counted.failed > known.failed;
      if (moved || counted.failing !== known.failing || !known.counters.firstChild) {
        known.handled = counted.handled;
        known.failed = counted.failed;
        known.failing = counted.failing;
        put(known.counters,
          h('span', { class: 'good-text' }, icon('ok'), num(counted.handled), h('span', { class: 'sr' }, ' handled')),
          counted.failed ? h('span', { class: 'bad-text' }, icon('bad'), num(counted.failed),
            h('span', { class: 'sr' }, ' failed')) : null,
          counted.failing ? h('span', { class: 'failing-word' }, icon('warn'), 'Failing') : null);
        dress(known);
        if (moved) flow(known);
      }
    }
  }
}

function dress(known) {
  known.button.classList.toggle('failing', Boolean(known.failing));
  for (const path of known.wires) path.classList.toggle('failing', Boolean(known.failing));
}

/** A short run of water along the wires of a route that just did something. */
function flow(known) {
  for (const path of known.wires) {
    if (path.classList.contains('flow')) continue;
    path.classList.add('flow');
    setTimeout(() => path.classList.remove('flow'), 900);
  }
}

function markTables() {
  for (const table of store.state?.tables ?? []) {
    const block = document.querySelector(`.map-table[data-table="${CSS.escape(table.id)}"]`);
    if (!block) continue;
    const blocked = table.shards.some((shard) => shard.lanes.some((lane) => lane.blocked));
    const note = blocked ? 'Blocked' : table.problem ? 'No stream' : count(block.routeNames.length, 'route');
    const place = block.querySelector('.table-note');
    const bad = blocked || Boolean(table.problem);
    if (place.textContent !== note) put(place, bad ? icon(blocked ? 'block' : 'warn') : null, note);
    place.classList.toggle('bad-text', bad);
    block.querySelector('.table-node').classList.toggle('failing', bad);
  }
}
