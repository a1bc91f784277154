import assert from 'node:assert/strict';
import { test } from 'node:test';

import { DraftQueue, FIRST_PAUSE, LONGEST_PAUSE, SOON } from '../../crates/web/assets/js/draft_queue.js';

/**
 * A world with a clock of its own and a server that answers as told.
 * @param {import('../../crates/web/assets/js/draft_queue.js').Outcome[]} answers
 */
function world(...answers) {
  /** @type {{run: () => void, ms: number}[]} */
  const timers = [];
  /** @type {string[]} */
  const said = [];
  /** @type {{parting: boolean, answer: () => void}[]} */
  const sent = [];
  const queue = new DraftQueue({
    send: (parting) => new Promise((resolve) => {
      sent.push({ parting, answer: () => resolve(answers.shift() ?? 'kept') });
    }),
    say: (outcome) => said.push(outcome),
    later: (run, ms) => {
      const timer = { run, ms };
      timers.push(timer);
      return timer;
    },
    cancel: (timer) => timers.splice(timers.indexOf(timer), 1),
  });
  const ring = () => timers.shift()?.run();
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const land = async () => {
    sent.at(-1)?.answer();
    await settle();
  };
  return { queue, timers, said, sent, ring, land };
}

test('the first keystroke starts the clock and the next ones do not put it off', () => {
  const { queue, timers } = world();
  queue.changed();
  queue.changed();
  queue.changed();
  assert.deepEqual(timers.map((timer) => timer.ms), [SOON]);
  assert.ok(SOON < 1000);
});

test('what is typed while a draft is under way is sent afterwards', async () => {
  const { queue, ring, land, sent, said } = world();
  queue.changed();
  ring();
  queue.changed();
  assert.equal(sent.length, 1);
  await land();
  ring();
  assert.equal(sent.length, 2);
  await land();
  assert.deepEqual(said, ['typing', 'typing', 'typing', 'kept']);
  assert.equal(queue.dirty, false);
});

test('no answer is tried again, each time later, up to a bound', async () => {
  const silent = /** @type {const} */ ('no-answer');
  const { queue, ring, land, timers } = world(...Array.from({ length: 8 }, () => silent));
  queue.changed();
  const pauses = [];
  for (let turn = 0; turn < 8; turn += 1) {
    ring();
    await land();
    pauses.push(timers[0]?.ms);
  }
  assert.equal(pauses[0], FIRST_PAUSE);
  assert.equal(pauses[1], FIRST_PAUSE * 2);
  assert.equal(pauses.at(-1), LONGEST_PAUSE);
  assert.equal(queue.dirty, true);
});

test('words too long for one field are not sent again until they change', async () => {
  const { queue, ring, land, timers } = world('too-long');
  queue.changed();
  ring();
  await land();
  assert.equal(timers.length, 0);
  queue.changed();
  assert.equal(timers.length, 1);
});

test('on parting the newest words go out at once even behind older ones', () => {
  const { queue, ring, sent } = world();
  queue.changed();
  ring();
  queue.changed();
  void queue.flush(true);
  assert.deepEqual(sent.map((request) => request.parting), [false, true]);
});

test('a form that was sent keeps no draft behind it', async () => {
  const { queue, timers, sent } = world();
  queue.changed();
  await queue.stop();
  queue.changed();
  await queue.flush();
  assert.deepEqual([timers.length, sent.length], [0, 0]);
});
