// SPDX-License-Identifier: EUPL-1.2
// A meeting from invitation to action: invited by the office, answered by the personal link on a phone, counted at the door, concluded; and the
// figures of involvement that change with it.
import assert from 'node:assert/strict';

import { signIn } from './office.mjs';
import { each } from './pages.mjs';

const room = '/voorbeeldregio', address = `${room}/meetings/browseroverleg`;
const main = page => page.locator('main').innerText();
const save = page => page.locator('main form.sp-form button[type=submit]').first().click();
const share = async page => {
  await page.goto(`${room}/involvement/business#meetings`);
  return (await page.locator('.sp-figures dd').nth(2).innerText()).split(' van ').map(Number);
};

export const meeting = async () => [
  ['a meeting is answered by link on a phone, counted at the door, and its conclusion becomes an action', async (page, site, context) => {
    await signIn(page, site);
    const before = await share(page);
    await page.goto(`${room}/edit/meeting/new`);
    await page.fill('[name=title]', 'Browseroverleg');
    await page.selectOption('[name=kind]', 'working');
    const today = new Intl.DateTimeFormat('nl-NL', { timeZone: 'Europe/Amsterdam', day: 'numeric', month: 'numeric', year: 'numeric' }).format(new Date());
    await page.fill('[name=planned]', today);
    await save(page);
    await page.goto(address);
    await page.locator('details.sp-more summary').click();
    await page.fill('[name=name]', 'Gast');
    await page.fill('[name=email]', 'gast@example.nl');
    await page.selectOption('[name=of]', { label: 'Ondernemerskring' }).catch(() => page.selectOption('[name=of]', { index: 2 }));
    await page.locator('main form.sp-form button[type=submit]').last().click();
    const link = await page.locator('main a[href*="/meeting/"]').getAttribute('href');

    const phone = await context.browser().newContext({ baseURL: site.address, viewport: { width: 390, height: 844 }, locale: 'nl-NL', javaScriptEnabled: false });
    const guest = await phone.newPage();
    await guest.goto(new URL(link).pathname);
    assert.match(await main(guest), /Beste Gast/);
    await save(guest);
    assert.match(await main(guest), /Laat weten of u komt/);
    await guest.locator('input[value=comes]').check();
    await save(guest);
    assert.match(await guest.locator('body').innerText(), /u wordt verwacht/);
    assert(await guest.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'the page fits a phone');
    await phone.close();

    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${address}/door`);
    await page.locator('.sp-door__one').first().click();
    await page.waitForURL('**/door');
    await page.selectOption('[name=sector]', 'business');
    await page.fill('[name=organisation]', 'Bakkerij Brood');
    await save(page);
    await page.waitForURL('**/door');
    assert.match(await page.locator('.sp-head').innerText(), /2\s+binnen/);
    await page.setViewportSize({ width: 1280, height: 900 });

    const after = await share(page);
    assert(after[0] > before[0] && after[1] > before[1], `${before} became ${after}`);

    await page.goto(address);
    await page.locator('main a', { hasText: 'Conclusie toevoegen' }).click();
    await page.fill('[name=text]', 'Stagemarkt voor techniek');
    await save(page);
    await page.goto(address);
    await page.locator('main button', { hasText: 'Maak hier een actiepunt van' }).click();
    await page.waitForURL('**/edit/action/**');
    assert.equal(await page.inputValue('[name=title]'), 'Stagemarkt voor techniek');
    await page.goto(address);
    assert.match(await main(page), /Werd actiepunt/);
  }],
  ['meetings and involvement read well on every page', async (page, site) => {
    await signIn(page, site);
    await each(page, [`${room}/meetings`, `${room}/meetings/streekdag-2026`, address, `${address}/door`, `${room}/involvement`, `${room}/involvement/education`,
      `${room}/offers`]);
  }],
];
