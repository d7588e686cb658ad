/** Shows the results of functions, and how routes match an event, in Send and in an opened change. */

import { h, icon, duration, count, shortNumber } from './dom.js';

const asText = (value) => (value === null || value === undefined ? ''
  : Array.isArray(value) ? value.join(' or ') : String(value));

/** All explanations of an event. */
export function explanations(list, level) {
  if (!list.length) return h('p', { class: 'muted' }, 'The event has no records.');
  return list.map((one) => h('section', { class: 'explained' },
    h(level, {}, one.table, ' ', h('span', { class: 'muted' }, one.record)),
    explanation(one)));
}

/** One record: each route with the verdict on each of its conditions. */
export function explanation(one) {
  return [
    one.problem ? h('p', { class: 'message bad' }, icon('warn'), one.problem) : null,
    !one.problem && !one.routes.length ? h('p', { class: 'muted' }, 'This table has no routes.') : null,
    h('ul', { class: 'routes-explained' }, one.routes.map(routeAnswer)),
  ];
}

function routeAnswer(route) {
  const [glyph, kind, word] = route.fails ? ['warn', 'bad', 'Fails here']
    : route.matches ? ['ok', 'good', 'Matches'] : ['none', 'calm', 'Does not match'];
  return h('li', { class: `route-answer ${kind}` },
    h('div', { class: 'route-answer-head' },
      h('span', { class: `outcome ${kind}` }, icon(glyph), word),
      h('strong', {}, route.route),
      route.matches ? h('span', { class: 'muted' }, icon('arrow'), route.handlers.join(', ') || 'nothing to run') : null),
    route.conditions.length
      ? h('ul', { class: 'conditions' }, route.conditions.map(condition))
      : h('p', { class: 'muted small-text' }, 'It has no conditions besides the event name.'));
}

function condition(verdict) {
  const seen = asText(verdict.seen);
  const kind = verdict.fails ? 'bad' : verdict.met ? 'good' : 'calm';
  return h('li', { class: kind },
    icon(verdict.fails ? 'warn' : verdict.met ? 'ok' : 'bad', `${kind}-text`),
    h('span', {},
      h('span', { class: 'sr' }, verdict.fails ? 'Can’t be evaluated: ' : verdict.met ? 'Met: ' : 'Not met: '),
      h('code', {}, verdict.key), ' wants ', h('code', { class: 'wanted' }, asText(verdict.wanted)),
      seen ? [verdict.fails ? '; ' : '; seen: ', h('span', { class: 'seen' }, seen)] : null));
}

/** The response of a function as Lambda would get it, after a sentence that sums it up. */
export function lambdaAnswer(result) {
  const failed = result.errorType || result.errorMessage;
  const failures = result.answer?.batchItemFailures ?? [];
  const took = ` in ${duration(result.millis)}`;
  const head = failed
    ? h('p', { class: 'message bad' }, icon('bad'), `${result.function} failed${took}. Lambda would deliver the whole batch again.`)
    : failures.length
      ? h('p', { class: 'message warn' }, icon('warn'),
        `${result.function} responded${took}: ${failures[0].itemIdentifier
          ? `the batch is delivered again from record ${shortNumber(failures[0].itemIdentifier)} on` : 'the whole batch is delivered again'}`
        + `${failures.length > 1 ? ` (${count(failures.length, 'failure')})` : ''}.`)
      : h('p', { class: 'message good' }, icon('ok'), `${result.function} responded${took}: everything is done.`);
  const body = failed ? { errorType: result.errorType, errorMessage: result.errorMessage } : result.answer;
  return [head, h('pre', { class: 'code', tabindex: '0', 'aria-label': 'The response as JSON' }, JSON.stringify(body, null, 2))];
}

export const errorMessage = (text) => h('p', { class: 'message bad' }, icon('bad'), text);
