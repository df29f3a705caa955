// SPDX-License-Identifier: EUPL-1.2
// The example region: pages of eighteen municipalities and sixty actions, where what five and nine hold up can break.
import assert from 'node:assert/strict';

import { signIn } from './office.mjs';
import { each } from './pages.mjs';

const region = '/voorbeeldregio';
const large = ['', '/participation', '/participation?theme=logistiek', '/actions', '/themes/logistiek', '/parties/wendelstad', '/actions/L-02',
  '/timeline', '/rounds'].map(part => region + part);
const narrow = { viewport: { width: 390, height: 800 }, locale: 'en-GB', bypassCSP: true };

// The open round, with who was asked and what they said.
async function round(page) {
  await page.goto(`${region}/rounds`);
  return page.locator('main table a').first().getAttribute('href');
}

export const example = async () => [
  ['pages of eighteen municipalities in Dutch, wide', async page => each(page, ['/', ...large, await round(page)]), { bypassCSP: true }],
  ['pages of eighteen municipalities on a phone', async page => each(page, [region, `${region}/participation`, `${region}/actions?light=off_track`, await round(page)]), narrow],
  ['a lead gives an update on a phone', async (page, site) => {
    await signIn(page, site, 'economie@garstergouw.invalid');
    await page.goto(`${region}/actions/V-09`);
    await page.locator('main a[href*="/update"]').first().click();
    await each(page, [new URL(page.url()).pathname]);
    await page.locator('main label', { hasText: 'on track' }).first().click();
    await page.getByLabel(/one sentence/i).first().fill('The fifth building has an owner again.');
    await page.locator('main form button[type=submit]').last().click();
    await page.goto(`${region}/actions/V-09`);
    assert.match(await page.locator('main').innerText(), /The fifth building has an owner again/);
  }, narrow],
  ['the table prints with all its columns', async page => {
    await page.goto(`${region}/participation`);
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 1047, height: 740 });
    const outside = await page.locator('.sp-matrix table').evaluate(table => table.scrollWidth - table.parentElement.clientWidth);
    assert.ok(outside <= 0, `${outside} px fall off the sheet`);
  }],
];
