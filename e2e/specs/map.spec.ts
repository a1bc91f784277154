// The map: built by mouse, by keyboard alone and by touch; places are kept; what is drawn is what the server draws.

import { type Page } from '@playwright/test';

import { picture } from '../support/axe.ts';
import { FIVE, SIX, keep, listed, meetAll, middleOf, moveKept, placeOf, spot } from '../support/map.ts';
import { begin } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

const EXPECTED = [
  'protects Little one by the stairs',
  'is in conflict with Scroller over rest or work',
  'is in conflict with The Planner over rest or work',
  'protects Little one by the stairs',
  'is allied with The Planner',
  'fears A tightness',
];

/** Fills the rest of the bond's form with a pointer. */
async function sayBond(page: Page, kind: string) {
  await expect(page).toHaveURL(/\/bonds\/new\?from=/);
  await page.locator(`input[name="kind"][value="${kind}"]`).check();
  if (kind === 'conflict') await page.locator('#over').fill('rest or work');
  await page.getByRole('button', { name: 'Keep' }).click();
  await expect(page).toHaveURL(/\/parts$/);
}

async function nameWithPointer(page: Page, name: string, role: string) {
  await page.goto('/parts');
  await page.getByRole('link', { name: 'Add a part' }).click();
  await page.locator('#name').fill(name);
  await page.locator(`input[name="role"][value="${role}"]`).check();
  await page.getByRole('button', { name: 'Keep', exact: true }).click();
  await expect(page).toHaveURL(/\/parts\/[0-9a-f-]{36}$/);
}

test('a map of six parts and five bonds is built by pointer', async ({ page, hasTouch }, { project }) => {
  test.setTimeout(120_000);
  await begin(page);
  for (const [name, role] of SIX) await nameWithPointer(page, name, role);
  await page.goto('/parts');
  const press = async (name: string) => {
    const { x, y } = await middleOf(page, name);
    await (hasTouch ? page.touchscreen.tap(x, y) : page.mouse.click(x, y));
  };
  for (const [from, kind, to] of FIVE) {
    await page.getByRole('button', { name: 'Tie two parts' }).click();
    await press(SIX[from][0]);
    await press(SIX[to][0]);
    await sayBond(page, kind);
  }
  await expect(page.locator('a.tie')).toHaveCount(5);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await picture(page, `${project.name}-${colorScheme}-map-of-six`);
  }
  expect(await listed(page)).toEqual(expect.arrayContaining(EXPECTED));
});

test('the same map is built by keyboard alone', async ({ page }) => {
  test.setTimeout(120_000);
  await begin(page);
  const keys = page.keyboard;
  for (const [name, role] of SIX) {
    await page.goto('/parts');
    await page.getByRole('link', { name: 'Add a part' }).focus();
    await keys.press('Enter');
    await page.locator('#name').focus();
    await keys.type(name);
    await page.locator(`input[name="role"][value="${role}"]`).focus();
    await keys.press('Space');
    await page.locator('#name').focus();
    await keys.press('Enter');
    await expect(page).toHaveURL(/\/parts\/[0-9a-f-]{36}$/);
  }
  await page.goto('/parts');
  for (const [from, kind, to] of FIVE) {
    await page.getByRole('button', { name: 'Tie two parts' }).focus();
    await keys.press('Enter');
    for (const end of [from, to]) {
      await spot(page, SIX[end][0]).focus();
      await keys.press('Enter');
    }
    await expect(page).toHaveURL(/\/bonds\/new\?from=/);
    await page.locator(`input[name="kind"][value="${kind}"]`).focus();
    await keys.press('Space');
    await page.locator('#over').focus();
    if (kind === 'conflict') await keys.type('rest or work');
    await keys.press('Enter');
    await expect(page).toHaveURL(/\/parts$/);
  }
  expect(await listed(page)).toEqual(expect.arrayContaining(EXPECTED));

  await page.goto('/parts');
  const planner = spot(page, 'The Planner');
  await expect(planner).toHaveAccessibleName(/^The Planner, manager, .*is in conflict with Scroller over rest or work/);
  const before = await placeOf(page, 'The Planner');
  await planner.focus();
  await keys.press('ArrowRight');
  await keys.press('Shift+ArrowDown');
  expect(await placeOf(page, 'The Planner')).toEqual({ x: before.x + 20, y: before.y + 100 });
  await moveKept(page);
  await page.reload();
  expect(await placeOf(page, 'The Planner')).toEqual({ x: before.x + 20, y: before.y + 100 });
  await spot(page, 'The Planner').focus();
  await keys.press('Enter');
  await expect(page.locator('h1')).toContainText('The Planner');
});

/** Drags a part by pixels, by finger where there is one. */
async function drag(page: Page, name: string, by: { x: number; y: number }, hasTouch: boolean) {
  const at = await middleOf(page, name);
  const steps = Array.from({ length: 10 }, (_, n) => ({ x: at.x + (by.x * (n + 1)) / 10, y: at.y + (by.y * (n + 1)) / 10 }));
  if (!hasTouch) {
    await page.mouse.move(at.x, at.y);
    await page.mouse.down();
    for (const step of steps) await page.mouse.move(step.x, step.y);
    await page.mouse.up();
    return;
  }
  const finger = await page.context().newCDPSession(page);
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: { x: number; y: number }[]) =>
    finger.send('Input.dispatchTouchEvent', { type, touchPoints: points });
  await send('touchStart', [at]);
  for (const step of steps) await send('touchMove', [step]);
  await send('touchEnd', []);
}

test('a part that was dragged lies there after a reload, and the move can be undone', async ({ page, hasTouch }) => {
  await begin(page);
  await meetAll(page);
  await page.goto('/parts');
  const before = await placeOf(page, 'Scroller');
  await drag(page, 'Scroller', { x: -40, y: 60 }, hasTouch ?? false);
  const moved = await placeOf(page, 'Scroller');
  expect(moved.x).toBeLessThan(before.x - 20);
  expect(moved.y).toBeGreaterThan(before.y + 30);
  await expect(page, 'the end of a drag opens nothing').toHaveURL(/\/parts$/);
  await moveKept(page);
  await page.reload();
  expect(await placeOf(page, 'Scroller')).toEqual(moved);

  await drag(page, 'Scroller', { x: 30, y: 0 }, hasTouch ?? false);
  await moveKept(page);
  await page.getByRole('button', { name: 'Undo the move' }).click();
  expect(await placeOf(page, 'Scroller')).toEqual(moved);
  await page.waitForResponse((answer) => answer.url().endsWith('/parts/place'));
  await page.reload();
  expect(await placeOf(page, 'Scroller')).toEqual(moved);
});

test('a move that could not be kept is kept later', async ({ page, server, watch }) => {
  watch.allow(/ERR_CONNECTION_REFUSED/);
  await begin(page);
  await meetAll(page);
  await page.goto('/parts');
  await server.halt();
  await spot(page, 'The Critic').focus();
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(page.locator('[data-map-status]')).toContainText('Not kept yet');
  const there = await placeOf(page, 'The Critic');
  const again = await server.again();
  try {
    await expect(page.locator('[data-map-status]')).toHaveText('Kept.', { timeout: 30_000 });
    await page.reload();
    expect(await placeOf(page, 'The Critic')).toEqual(there);
  } finally {
    await again.halt();
  }
});

test('in two windows that move one part the last wins, and nothing else is lost', async ({ page, context }) => {
  await begin(page);
  await meetAll(page);
  await page.goto('/parts');
  const other = await context.newPage();
  await other.goto('/parts');
  const nudge = async (window: Page, name: string, key: string) => {
    await spot(window, name).focus();
    await window.keyboard.press(key);
    await moveKept(window);
  };
  await nudge(page, 'The Critic', 'Shift+ArrowUp');
  await nudge(page, 'Scroller', 'ArrowUp');
  await nudge(other, 'Scroller', 'Shift+ArrowDown');
  await nudge(other, 'A tightness', 'ArrowLeft');
  const [critic, scroller] = [await placeOf(page, 'The Critic'), await placeOf(other, 'Scroller')];
  const tightness = await placeOf(other, 'A tightness');
  await page.reload();
  expect(await placeOf(page, 'The Critic')).toEqual(critic);
  expect(await placeOf(page, 'Scroller')).toEqual(scroller);
  expect(await placeOf(page, 'A tightness')).toEqual(tightness);
});

test('the script draws what the server draws', async ({ page }) => {
  await begin(page);
  const ids = await meetAll(page);
  for (const [from, kind, to] of FIVE) await keep(page, '/bonds', { from: ids[from] ?? '', to: ids[to] ?? '', kind });
  for (const [name, inverse] of [['teaches', 'learns from'], ['walks with', '']] as const) {
    await keep(page, '/bonds', { from: ids[2] ?? '', to: ids[5] ?? '', kind: 'own', name, inverse });
  }
  await keep(page, '/bonds', { from: ids[4] ?? '', to: ids[3] ?? '', kind: 'cares-for' });
  const fields = new URLSearchParams({ name: 'Evening' });
  for (const id of ids.slice(0, 4)) fields.append('part', id);
  await page.evaluate(async (body) => void (await fetch('/groups', { method: 'POST', body: new URLSearchParams(body) })), fields.toString());
  await page.goto('/parts');
  const lines = () => page.locator('.tie path, [data-circle] path').evaluateAll((paths) => paths.map((path) => path.getAttribute('d') ?? ''));
  for (const [name] of SIX) {
    await spot(page, name).focus();
    await page.keyboard.press('ArrowUp');
  }
  const drawn = await lines();
  await moveKept(page);
  await page.reload();
  const served = await lines();
  expect(served).toHaveLength(drawn.length);
  const numbers = (path: string) => (path.match(/-?\d+\.\d/g) ?? []).map(Number);
  drawn.forEach((path, n) => {
    const there = served[n] ?? '';
    expect(path.replace(/[\d. -]/g, '')).toBe(there.replace(/[\d. -]/g, ''));
    numbers(path).forEach((number, at) => expect(Math.abs(number - (numbers(there)[at] ?? NaN))).toBeLessThan(0.11));
  });
});

test('the map is looked at nearer and further away', async ({ page, hasTouch }) => {
  await begin(page);
  await meetAll(page);
  await page.goto('/parts');
  const scale = async () => Number(/scale\(([\d.]+)\)/.exec((await page.locator('[data-map-world]').getAttribute('transform')) ?? 'scale(1)')?.[1]);
  await page.getByRole('button', { name: 'Nearer' }).click();
  expect(await scale()).toBeGreaterThan(1.2);
  await spot(page, 'Scroller').focus();
  await page.keyboard.press('+');
  expect(await scale()).toBeGreaterThan(1.5);
  await page.keyboard.press('-');
  await page.keyboard.press('0');
  expect(await scale()).toBe(1);
  const at = await middleOf(page, 'Scroller');
  if (hasTouch) {
    const fingers = await page.context().newCDPSession(page);
    const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', apart: number[]) =>
      fingers.send('Input.dispatchTouchEvent', { type, touchPoints: apart.map((by, id) => ({ x: 195 + by, y: at.y + 40, id })) });
    await send('touchStart', [-20, 20]);
    for (const apart of [30, 45, 60]) await send('touchMove', [-apart, apart]);
    await send('touchEnd', []);
  } else {
    await page.mouse.move(at.x, at.y);
    await page.mouse.wheel(0, -300);
  }
  await expect.poll(scale).toBeGreaterThan(1.3);
  const after = await placeOf(page, 'Scroller');
  await page.reload();
  expect(await placeOf(page, 'Scroller'), 'looking moves no part').toEqual(after);
});

test('the whole map is arranged at once and laid out as before at once', async ({ page }) => {
  await begin(page);
  const ids = await meetAll(page);
  for (const [from, kind, to] of FIVE) await keep(page, '/bonds', { from: ids[from] ?? '', to: ids[to] ?? '', kind });
  await page.goto('/parts');
  const places = async () => Promise.all(SIX.map(([name]) => placeOf(page, name)));
  const before = await places();
  await page.getByRole('button', { name: 'Arrange for me' }).click();
  await expect(page).toHaveURL(/arranged=/);
  expect(await places()).not.toEqual(before);
  await page.getByRole('button', { name: 'Lay it out as before' }).click();
  await expect(page).toHaveURL(/undone=1/);
  expect(await places()).toEqual(before);
});

test('the map is downloaded as SVG and as PNG, under names that tell nothing', async ({ page }) => {
  await begin(page);
  const ids = await meetAll(page, [...SIX, ['<b>&"\u202e\u0007', 'exile']]);
  await keep(page, '/bonds', { from: ids[0] ?? '', to: ids[6] ?? '', kind: 'conflict', over: '</text><script>x</script>' });
  await page.goto('/parts');
  const waiting = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download as SVG' }).click();
  const svg = await waiting;
  expect(svg.suggestedFilename()).toMatch(/^map-\d{4}-\d\d-\d\d\.svg$/);
  const text = await page.evaluate(async () => (await fetch('/parts/map.svg')).text());
  // Elsewhere, because the page itself lets no script parse anything.
  const elsewhere = await page.context().newPage();
  const parsed = await elsewhere.evaluate((source) => {
    const file = new DOMParser().parseFromString(source, 'image/svg+xml');
    const outside = [...file.querySelectorAll('[href], script, style, image')].length;
    return { root: file.documentElement.tagName, error: file.querySelector('parsererror') !== null, outside, said: file.querySelector('desc')?.textContent ?? '' };
  }, text);
  expect(parsed).toMatchObject({ root: 'svg', error: false, outside: 0 });
  expect(parsed.said).toContain('is in conflict with <b>&" over </text><script>x</script>');
  const painting = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download as PNG' }).click();
  const png = await painting;
  expect(png.suggestedFilename()).toMatch(/^map-\d{4}-\d\d-\d\d\.png$/);
  await png.saveAs('screenshots-out/map.png');
});

test('a map of 150 parts and 400 bonds is dragged smoothly', async ({ page }, { project }) => {
  test.setTimeout(180_000);
  await begin(page);
  await page.goto('/parts');
  await page.evaluate(async () => {
    const send = async (to: string, fields: Record<string, string>) =>
      (await fetch(to, { method: 'POST', body: new URLSearchParams(fields), redirect: 'follow' })).url.split('/').at(-1) ?? '';
    const many = async <T>(number: number, run: (n: number) => Promise<T>) => {
      const done: T[] = [];
      for (let n = 0; n < number; n += 25) {
        done.push(...(await Promise.all(Array.from({ length: Math.min(25, number - n) }, (_, k) => run(n + k)))));
      }
      return done;
    };
    const roles = ['manager', 'firefighter', 'exile', 'not-yet-known'];
    const kinds = ['protects', 'conflict', 'allied', 'cares-for', 'fears'];
    const ids = await many(150, (n) => send('/parts', { name: `Part ${n}`, role: roles[n % 4] ?? '' }));
    await many(400, (n) => {
      const [from, to] = [n % 150, (n * 7 + 1 + Math.floor(n / 150) * 31) % 150];
      return send('/bonds', { from: ids[from] ?? '', to: ids[to === from ? (to + 1) % 150 : to] ?? '', kind: kinds[n % 5] ?? '' });
    });
  });
  await page.goto('/parts');
  await expect(page.locator('a.spot')).toHaveCount(150);
  await expect(page.locator('a.tie')).toHaveCount(400);
  await picture(page, `${project.name}-light-map-of-150`);
  const { x, y } = await page.locator('a.spot').first().boundingBox().then((box) => ({ x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + 10 }));
  // Frames are counted inside the page; the pointer is the page's own, so that the driver's pace does not count.
  const perSecond = await page.evaluate(async (at) => {
    const svg = document.querySelector('[data-map-picture]');
    const mark = document.elementFromPoint(at.x, at.y);
    if (!svg || !mark) return { resting: 0, dragging: 0 };
    const point = (type: string, n: number) =>
      (type === 'pointerdown' ? mark : svg).dispatchEvent(new PointerEvent(type, { bubbles: true, pointerId: 1, clientX: at.x + Math.sin(n / 9) * 60, clientY: at.y + Math.cos(n / 9) * 60 }));
    Element.prototype.setPointerCapture = () => undefined;
    point('pointerdown', 0);
    const rate = async (each: (frame: number) => void) => {
      const begun = performance.now();
      let frames = 0;
      for (; performance.now() - begun < 2_500; frames += 1) {
        each(frames);
        await new Promise(requestAnimationFrame);
      }
      return frames / ((performance.now() - begun) / 1_000);
    };
    const resting = await rate(() => undefined);
    point('pointerdown', 0);
    const dragging = await rate((frame) => point('pointermove', frame));
    point('pointerup', 99);
    return { resting, dragging };
  }, { x, y });
  const { resting, dragging } = perSecond;
  // How many frames a machine gives is printed beside what it gives at rest, and judged by whoever reads it.
  console.log(`${project.name}: ${dragging.toFixed(1)} frames a second while dragging one of 150 parts with 400 bonds, ${resting.toFixed(1)} at rest`);
  expect(dragging).toBeGreaterThan(1);
  await moveKept(page);
});
