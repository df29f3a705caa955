// SPDX-License-Identifier: EUPL-1.2
// The example region: pages of eighteen municipalities and sixty actions, where what five and nine hold up can break.
import assert from 'node:assert/strict';

import { signIn } from './office.mjs';
import { each } from './pages.mjs';

const region = '/voorbeeldregio';
const large = ['', '/participation', '/participation?theme=logistiek', '/actions', '/themes/logistiek', '/parties/wendelstad', '/actions/L-02',
  '/timeline', '/rounds', '/agreements', '/agreements/overeenkomst', '/agreements/overeenkomst-energie', '/decisions', '/bodies/raad-hoogwende', '/questions', '/plan',
  '/money', '/signups', '/signups/meedoen-2027', '/signups/meedoen-2027/parties/stakenburg', '/meetings', '/involvement'].map(part => region + part);
const narrow = { viewport: { width: 390, height: 800 }, locale: 'en-GB', bypassCSP: true };

// The open round, with who was asked and what they said.
async function round(page) {
  await page.goto(`${region}/rounds`);
  return page.locator('main table a').first().getAttribute('href');
}

// What was decided on the plan, with its conditions, opinion and correction.
async function decided(page) {
  await page.goto(`${region}/decisions`);
  return page.locator('main a', { hasText: 'Uitvoeringsplan 2025-2028' }).first().getAttribute('href');
}

export const example = async () => [
  ['pages of eighteen municipalities in Dutch, wide', async page => each(page, ['/', ...large, await round(page), await decided(page)]), { bypassCSP: true }],
  ['pages of eighteen municipalities on a phone', async page => each(page, [region, `${region}/participation`, `${region}/actions?light=off_track`, `${region}/signups/meedoen-2027`,
    `${region}/agreements/overeenkomst`, await decided(page), await round(page)]), narrow],
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
  ['a municipality says what it joins in a sign-up round, and the table follows', async (page, site) => {
    await signIn(page, site, 'economie@garstergouw.invalid');
    await page.goto(`${region}/parties/garstergouw`);
    await page.locator('main a[href*="/signups/meedoen-2027/parties/garstergouw"]').first().click();
    const offer = page.locator('section', { has: page.getByRole('heading', { name: 'Maken en vernieuwen' }) });
    await offer.locator('input[value=joins_up_to]').check();
    await page.locator('main form button[type=submit]').last().click();
    assert.match(await page.locator('.sp-faults').innerText(), /amount|at most/i);
    await offer.locator('[name^=up_to-]').fill('7.500');
    await page.locator('main form button[type=submit]').last().click();
    await page.goto(`${region}/signups/meedoen-2027`);
    const row = await page.locator('.sp-signup tbody tr', { hasText: 'Garstergouw' }).innerText();
    assert.match(row, /€7,500|€ ?7\.500/);
    assert.match(await page.locator('main').innerText(), /65 of 108|65 van 108/);
  }, narrow],
  ['the table prints with all its columns', async page => {
    await page.goto(`${region}/participation`);
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 1047, height: 740 });
    const outside = await page.locator('.sp-matrix table').evaluate(table => table.scrollWidth - table.parentElement.clientWidth);
    assert.ok(outside <= 0, `${outside} px fall off the sheet`);
  }],
];
