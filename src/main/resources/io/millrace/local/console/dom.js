/** Building and formatting: everything that is shown goes in as text, never as markup. */

const SVG = 'http://www.w3.org/2000/svg';

/** An element. Props: class, on (listeners), data, and plain attributes; false and null are left out. */
export function h(tag, props, ...children) {
  return fill(document.createElement(tag), props, children);
}

/** The same for SVG. */
export function s(tag, props, ...children) {
  return fill(document.createElementNS(SVG, tag), props, children);
}

function fill(element, props, children) {
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === 'on') {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    } else if (name === 'data') {
      Object.assign(element.dataset, value);
    } else {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  add(element, children);
  return element;
}

function add(element, children) {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) add(element, child);
    else element.append(child instanceof Node ? child : String(child));
  }
}

export const $ = (id) => document.getElementById(id);

export function put(element, ...children) {
  element.replaceChildren();
  add(element, children);
  return element;
}

const ICONS = {
  ok: 'M3 8.5 6.5 12 13 4.5',
  bad: 'M4 4l8 8M12 4l-8 8',
  warn: 'M8 2 1.5 13.5h13zM8 6.5v3M8 11.5v.2',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  edit: 'M3 10c1.7-4 3.3-4 5-2s3.3 2 5-2',
  wait: 'M8 4v4l2.5 2M8 1.8a6.2 6.2 0 1 0 .01 0',
  run: 'M5 3l8 5-8 5z',
  none: 'M3.8 12.2l8.4-8.4M8 2a6 6 0 1 0 .01 0',
  filter: 'M2 3h12L9.5 8.5V13l-3-1.5v-3z',
  letter: 'M2 4h12v8.5H2zM2 4.5l6 4.5 6-4.5',
  stop: 'M4 4h8v8H4z',
  skip: 'M3 3l6 5-6 5zM12.5 3v10',
  block: 'M8 1.8a6.2 6.2 0 1 0 .01 0M4 8h8',
  table: 'M2 3h12v10H2zM2 6.5h12M6 6.5V13',
  close: 'M4 4l8 8M12 4l-8 8',
  arrow: 'M2.5 8h10M9 4.5 12.5 8 9 11.5',
  clock: 'M8 4v4l2.5 2M8 1.8a6.2 6.2 0 1 0 .01 0',
};

export function icon(name, extra) {
  return s('svg', { class: `icon ${extra ?? ''}`.trim(), viewBox: '0 0 16 16', 'aria-hidden': 'true', focusable: 'false' },
    s('path', { d: ICONS[name] }));
}

export const EVENTS = {
  INSERT: { icon: 'plus', kind: 'insert', word: 'INSERT' },
  MODIFY: { icon: 'edit', kind: 'modify', word: 'MODIFY' },
  REMOVE: { icon: 'minus', kind: 'remove', word: 'REMOVE' },
};

export function eventTag(name, expired) {
  const event = EVENTS[name] ?? { icon: 'edit', kind: 'modify', word: String(name) };
  return h('span', { class: `tag ${event.kind}` }, icon(expired ? 'clock' : event.icon), expired ? 'Expired' : event.word);
}

export const OUTCOMES = {
  waiting: ['wait', 'calm', 'Waiting', 'It waits for its turn.'],
  running: ['run', 'info', 'Running', 'Its handlers run just now.'],
  handled: ['ok', 'good', 'Handled', 'All its handlers are done.'],
  unmatched: ['none', 'calm', 'No route', 'It matches no route.'],
  filtered: ['filter', 'calm', 'Filtered', 'The filter in front of the function dropped it.'],
  skipped: ['skip', 'amber', 'Skipped', 'It was skipped.'],
  'dead-lettered': ['letter', 'bad', 'Dead letter', 'It failed and went to the dead letters.'],
  stopped: ['stop', 'bad', 'Stopped', 'It failed and stopped its batch.'],
  discarded: ['bad', 'bad', 'Discarded', 'It failed too often or became too old, and is not delivered any more.'],
};

export function outcomeTag(outcome) {
  const [glyph, kind, word, why] = OUTCOMES[outcome] ?? ['none', 'calm', String(outcome), ''];
  return h('span', { class: `outcome ${kind}`, title: why }, icon(glyph), word);
}

const whole = new Intl.NumberFormat('en');
export const num = (n) => whole.format(n ?? 0);
export const count = (n, one, many) => `${num(n)} ${n === 1 ? one : many ?? `${one}s`}`;

export function duration(millis) {
  if (millis === null || millis === undefined) return '–';
  if (millis < 10) return `${Math.round(millis * 10) / 10} ms`;
  if (millis < 1000) return `${Math.round(millis)} ms`;
  if (millis < 60_000) return `${(millis / 1000).toFixed(1)} s`;
  if (millis < 3_600_000) return `${Math.floor(millis / 60_000)} min ${Math.round((millis % 60_000) / 1000)} s`;
  return `${(millis / 3_600_000).toFixed(1)} h`;
}

const pad = (n, length = 2) => String(n).padStart(length, '0');

export function clock(iso) {
  const d = new Date(iso);
  if (Number.isNaN(d.getTime())) return String(iso ?? '');
  return `${pad(d.getHours())}:${pad(d.getMinutes())}:${pad(d.getSeconds())}.${pad(d.getMilliseconds(), 3)}`;
}

/** A name that may break where its words meet, not anywhere. */
export function name(text) {
  return String(text).split(/(?<=[a-z0-9])(?=[A-Z])|(?<=[._-])/).flatMap((part, i) => (i ? [h('wbr'), part] : [part]));
}

/** The end of a sequence number, which distinguishes it from the next. */
export function shortNumber(sequence) {
  const text = String(sequence ?? '');
  const bare = text.replace(/^0+(?=.)/, '');
  const end = bare.slice(-6);
  return end.length < text.length ? `…${end}` : end;
}

const WORDS = ['no', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];

export function retryWords(n) {
  if (!n) return 'no retry yet';
  if (WORDS[n]) return `${WORDS[n]} retry`;
  const tail = n % 100 > 10 && n % 100 < 14 ? 'th' : ['th', 'st', 'nd', 'rd'][n % 10] ?? 'th';
  return `${n}${tail} retry`;
}

/** For screen readers: said once, politely. */
export function announce(text) {
  const place = $('announcer');
  place.textContent = '';
  setTimeout(() => { place.textContent = text; }, 50);
}

export async function copy(text, what) {
  let done = false;
  try {
    await navigator.clipboard.writeText(text);
    done = true;
  } catch {
    const area = h('textarea', { class: 'sr', 'aria-hidden': 'true', tabindex: '-1' });
    area.value = text;
    const was = document.activeElement;
    (document.querySelector('dialog[open]') ?? document.body).append(area);
    area.select();
    done = document.execCommand('copy');
    area.remove();
    was?.focus?.();
  }
  announce(done ? `${what} copied.` : 'The browser did not allow copying.');
  return done;
}

/** A button that copies and says so on itself. */
export function copyButton(label, what, text, props) {
  const button = h('button', { type: 'button', ...props }, label);
  button.addEventListener('click', async () => {
    const done = await copy(typeof text === 'function' ? text() : text, what);
    button.textContent = done ? 'Copied' : 'Not allowed';
    setTimeout(() => { button.textContent = label; }, 1600);
  });
  return button;
}

/** Shows a message in its place, or hides it. */
export function say(element, text, kind) {
  element.hidden = !text;
  element.className = `message ${kind ?? ''}`.trim();
  element.textContent = text ?? '';
}
