/** The console's data: routes, stream state, counters and the latest changes, updated by the feed. */

import * as api from './api.js';

export const LIMIT = 500;

export const store = {
  routes: [],
  state: null,
  stateAt: 0,
  counters: {},
  changes: new Map(),
  missed: 0,
  connection: 'connecting',
};

const listeners = new Map();

/** Topics: routes, state, counters, change (with the summary), reset, missed, connection, problem. */
export function on(topic, listener) {
  if (!listeners.has(topic)) listeners.set(topic, []);
  listeners.get(topic).push(listener);
}

function emit(topic, value) {
  for (const listener of listeners.get(topic) ?? []) {
    try {
      listener(value);
    } catch (e) {
      console.error(e); // one view must not affect the others
    }
  }
}

/** A key that some route of the table matches, as a typed value. */
function sampleKey(table, key, patterns) {
  const pattern = store.routes.find((each) => each.id === table.id)?.routes.map((route) => route[patterns][0]).find(Boolean);
  const wanted = pattern?.replace(/(^|[^\\])\*$/, '$11').replace(/\\(.)/g, '$1') ?? '1';
  return { [key.name]: { [key.type]: key.type === 'B' && !pattern ? 'MQ==' : wanted } };
}

/** An item with the keys of the table. */
export const sampleItem = (table) => ({
  ...(table.partitionKey ? sampleKey(table, table.partitionKey, 'partitionKey') : {}),
  ...(table.sortKey ? sampleKey(table, table.sortKey, 'sortKey') : {}),
});

export const tables = () => store.state?.tables ?? [];
export const tableName = (id) => [...store.routes, ...tables()].find((t) => t.id === id)?.table ?? id;

/** All lanes that are blocked, with their table and shard. */
export function blockedLanes() {
  return tables().flatMap((table) => table.shards.flatMap((shard) => shard.lanes
    .filter((lane) => lane.blocked)
    .map((lane) => ({ table, shard, lane, blocked: lane.blocked }))));
}

/** The time until the next try, counted from the arrival of the state. */
export const untilNextTry = (blocked) =>
  Math.max(0, (blocked.nextTryMillis ?? 0) - (performance.now() - store.stateAt));

function take(state) {
  store.state = state;
  store.stateAt = performance.now();
  emit('state', state);
}

function upsert(change) {
  const changes = store.changes;
  if (!changes.has(change.id)) {
    if (changes.size >= LIMIT) {
      const oldest = changes.keys().next().value;
      if (change.id < oldest) return;
      changes.delete(oldest);
    }
  }
  changes.set(change.id, change);
  emit('change', change);
}

function connected(value) {
  if (store.connection === value) return;
  store.connection = value;
  emit('connection', value);
}

const parse = (listener) => (event) => {
  let data;
  try {
    data = JSON.parse(event.data);
  } catch {
    return;
  }
  listener(data);
};

let source;

/** A hidden page closes its connection: a browser has few of them for one server. */
document.addEventListener('visibilitychange', () => {
  if (!document.hidden && source?.readyState === EventSource.CLOSED) {
    connect();
  } else if (document.hidden && source) {
    source.close();
    connected('reconnecting');
  }
});

function connect() {
  if (document.hidden) return;
  source?.close();
  source = new EventSource('/_millrace/feed');
  source.addEventListener('open', () => {
    // The server replays what it has; after a restart its ids start over.
    store.changes.clear();
    emit('reset');
    connected('live');
    refresh();
  });
  source.addEventListener('error', () => {
    connected('reconnecting');
    if (source.readyState === EventSource.CLOSED) {
      refresh();
      setTimeout(connect, 3000);
    }
  });
  source.addEventListener('change', parse(upsert));
  source.addEventListener('state', parse(take));
  source.addEventListener('counters', parse((counters) => {
    store.counters = counters;
    emit('counters', counters);
  }));
  source.addEventListener('missed', parse((missed) => {
    store.missed += missed.count;
    emit('missed', store.missed);
  }));
}

async function refresh() {
  try {
    const [routes, state] = await Promise.all([api.routes(), api.state()]);
    const news = JSON.stringify(routes) !== JSON.stringify(store.routes);
    store.routes = routes;
    take(state);
    if (news) emit('routes', routes);
    emit('problem', null);
  } catch (e) {
    emit('problem', e.message);
  }
}

export function forgetMissed() {
  store.missed = 0;
  emit('missed', 0);
}

export function start() {
  refresh();
  connect();
}
