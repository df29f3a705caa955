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
];
