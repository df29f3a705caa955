// SPDX-License-Identifier: EUPL-1.2
// A visitor, in English, on a phone; and one without JavaScript.
import assert from 'node:assert/strict';

import { lev, signIn } from './office.mjs';

const phone = { viewport: { width: 390, height: 800 }, locale: 'en-GB' };

async function walk(page) {
  await page.goto(lev);
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  await page.locator('.sp-menu summary').click();
  await page.locator('.sp-menu a', { hasText: 'Themes' }).click();
  await page.locator('main a', { hasText: 'Maakindustrie' }).first().click();
  assert.match(await page.locator('h1').innerText(), /Maakindustrie/);
  await page.locator('main a[href*="/actions/M-03"]').first().click();
  assert.match(await page.locator('main').innerText(), /not yet known/);
  await page.goto(`${lev}/participation`);
  await page.locator('.sp-choose a', { hasText: 'Doesburg' }).click();
  assert.match(await page.locator('#party').innerText(), /joins another region/);
  await page.goto(`${lev}/search?q=campag`);
  assert.ok(await page.locator('mark').count() >= 1);
}

export const visitor = async () => [
  ['a visitor in English on a phone finds the way', walk, phone],
  ['the same without JavaScript', walk, { ...phone, javaScriptEnabled: false }],
  ['the choice of language stays', async page => {
    await page.goto(lev);
    await page.locator('footer a[hreflang=en]').click();
    await page.goto(`${lev}/actions`);
    assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  }],
  ['what is folded away in the menu opens by keyboard, one part at a time, and leads on', async (page, site) => {
    await signIn(page, site);
    assert.match(page.url(), /\/attention$/, 'what waits is the first sight after signing in');
    await page.goto(lev);
    const more = page.locator('.sp-navigation .sp-fold').first(), own = page.locator('.sp-navigation__office .sp-fold');
    await more.locator('summary').focus();
    await page.keyboard.press('Enter');
    assert.ok(await more.locator('a').first().isVisible());
    await own.locator('summary').focus();
    await page.keyboard.press('Enter');
    assert.ok(await own.locator('a').first().isVisible());
    assert.ok(!await more.locator('a').first().isVisible(), 'one at a time');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${lev}/**`);
    assert.ok(await page.locator('.sp-navigation__office summary[aria-current]').count());
    const waits = Number(await page.locator('.sp-mine .sp-number').innerText());
    await page.locator('.sp-mine').click();
    assert.equal(Number(await page.locator('#s-mine .sp-number').innerText()), waits);
    await page.setViewportSize({ width: 390, height: 800 });
    assert.ok(await page.locator('.sp-mine .sp-number').isVisible(), 'on a phone too');
  }],
  ['every cell of the matrix is reached by keyboard and says who and what', async page => {
    await page.goto(`${lev}/participation`);
    await page.locator('.sp-matrix table a').first().focus();
    const names = [];
    for (let i = 0; i < 12; i++) {
      await page.keyboard.press('Tab');
      names.push(await page.evaluate(() => document.activeElement.textContent.replace(/\s+/g, ' ').trim()));
    }
    assert.ok(names.some(name => /^Doesburg: doet mee/.test(name)), names.join(' | '));
  }],
  ['every bar of the timeline is reached by keyboard, says what it shows and leads to its action', async page => {
    await page.goto(`${lev}/timeline?on=2025-06-01`);
    await page.locator('.sp-gantt table a').first().focus();
    const bars = await page.locator('a.sp-gantt__bar').count();
    assert.equal(bars, await page.locator('tr.sp-gantt__action').count());
    assert.ok(bars >= 3, `${bars} bars`);
    const seen = [];
    for (let i = 0; i < 60 && seen.length < bars; i++) {
      await page.keyboard.press('Tab');
      const bar = await page.evaluate(() => document.activeElement.matches('.sp-gantt__bar') && document.activeElement.querySelector('title').textContent);
      if (bar) seen.push(bar);
    }
    assert.ok(seen.some(bar => /^M-03 .*: 2025 t\/m 2028\. loopt\..* na de horizon/.test(bar)), seen.join(' | '));
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/actions\//);
  }],
  ['the names of the timeline stay in sight, and by quarters it begins at today', async page => {
    await page.goto(`${lev}/timeline?on=2026-06-01`);
    await page.locator('.sp-tabs a', { hasText: 'Per kwartaal' }).click();
    await page.waitForURL(/scale=quarter/);
    const [scrolled, name] = await page.locator('.sp-gantt').evaluate(box =>
      [box.scrollLeft, box.querySelector('.sp-gantt__action th').getBoundingClientRect().left - box.getBoundingClientRect().left]);
    assert.ok(scrolled > 300, `scrolled ${scrolled}`);
    assert.ok(Math.abs(name) < 3, `a name stands at ${name}`);
  }],
  ['on a phone the timeline fits, and by quarters scrolls within its own box', async page => {
    for (const scale of ['year', 'quarter']) {
      await page.goto(`${lev}/timeline?scale=${scale}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(wide <= 0, `${scale}: ${wide} px too wide`);
    }
  }, phone],
];
