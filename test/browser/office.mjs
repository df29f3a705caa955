// SPDX-License-Identifier: EUPL-1.2
// The programme office at work.
import assert from 'node:assert/strict';

export const lev = '/lev-2024-2026';

export async function signIn(page, site, email) {
  await page.goto(site.link(email));
  await page.locator('main button[type=submit]').click();
  await page.waitForURL(url => !url.pathname.startsWith('/sign-in'));
}

const save = page => page.locator('main form.sp-form button[type=submit]').first().click();

export const office = async () => [
  ['the office adds an action, is refused for the horizon, mends it, and sees matrix and history change', async (page, site) => {
    await signIn(page, site);
    await page.goto(`${lev}/edit/action/new`);
    await page.fill('[name=number]', 'V-50');
    await page.fill('[name=title]', 'Wandelroute langs de IJssel');
    await page.selectOption('[name=theme]', { label: 'Vrijetijdseconomie inclusief retail' });
    await page.fill('[name=start]', '1-3-2025');
    await page.fill('[name=last]', '2-1-2027');
    await page.fill('[name=result]', 'De route is bewegwijzerd.');
    await save(page);
    assert.match(await page.locator('.sp-faults').innerText(), /2027-01-01/);
    assert.equal(await page.inputValue('[name=result]'), 'De route is bewegwijzerd.');
    assert.equal(await page.inputValue('[name=last]'), '2-1-2027');
    await page.fill('[name=last]', '1-1-2027');
    await save(page);
    await page.waitForURL(`**${lev}/actions/V-50`);
    assert.match(await page.locator('h1').innerText(), /Wandelroute/);
    await page.goto(`${lev}/participation`);
    assert.equal(await page.locator('tr', { hasText: 'Wandelroute' }).count(), 1);
    await page.goto(`${lev}/history`);
    assert.match(await page.locator('.sp-history__item').first().innerText(), /Wandelroute/);
  }],

  ['a deeper entry for Doesburg changes its cell and not the one above; a second one is refused by name', async (page, site) => {
    await signIn(page, site);
    const cell = part => page.locator('tr', { hasText: part }).first().locator('td').first();
    await page.goto(`${lev}/participation`);
    assert.match(await cell('V-01').innerText(), /haakt elders aan/);
    await page.goto(`${lev}/participation/doesburg/V-01`);
    const add = async () => {
      await page.goto(`${lev}/participation/doesburg/V-01`);
      await page.locator('main a[href*="/edit/participation/new"]').first().click();
      await page.selectOption('[name=standing]', 'participates');
      await save(page);
    };
    await add();
    await page.goto(`${lev}/participation`);
    assert.match(await cell('V-01').innerText(), /doet mee/);
    assert.match(await cell('Promotie van de vrijetijdseconomie').innerText(), /haakt elders aan/);
    await add();
    assert.match(await page.locator('.sp-faults').innerText(), /doet mee/);
  }],

  ['two tabs change one action: both are shown, nothing is lost, saving again works', async (page, site, context) => {
    await signIn(page, site);
    const open = async tab => {
      await tab.goto(`${lev}/actions/L-01`);
      await tab.locator('main .sp-head a[href*="/edit/action/"]').first().click();
    };
    const other = await context.newPage();
    await open(page);
    await open(other);
    await page.fill('[name=why]', 'Omdat schonere ritten kunnen');
    await save(page);
    await page.waitForURL(`**${lev}/actions/L-01`);
    await other.fill('[name=why]', 'Omdat stille ritten kunnen');
    await save(other);
    const compare = await other.locator('.sp-compare').innerText();
    assert.match(compare, /schonere/);
    assert.match(compare, /stille/);
    assert.equal(await other.inputValue('[name=why]'), 'Omdat stille ritten kunnen');
    await save(other);
    await other.waitForURL(`**${lev}/actions/L-01`);
    assert.match(await other.locator('main').innerText(), /stille ritten/);
  }],

  ['a milestone is added, removed after a question, and brought back from the history', async (page, site) => {
    await signIn(page, site);
    await page.goto(`${lev}/actions/M-02`);
    await page.locator('a', { hasText: 'Mijlpaal toevoegen' }).first().click();
    await page.fill('[name=title]', 'Eerste gastles');
    await page.fill('[name=planned]', '5-2025');
    await save(page);
    await page.waitForURL(`**${lev}/actions/M-02`);
    await page.locator('.sp-timeline__item', { hasText: 'Eerste gastles' }).locator('a[href*="/edit/milestone/"]').click();
    await page.locator('a[href$="/removal"]').click();
    assert.match(await page.locator('h1').innerText(), /Eerste gastles/);
    await page.locator('.sp-confirm button[type=submit]').click();
    await page.goto(`${lev}/actions/M-02`);
    assert.doesNotMatch(await page.locator('main').innerText(), /Eerste gastles/);
    await page.goto(`${lev}/history`);
    await page.locator('.sp-history__item').first().locator('button', { hasText: 'Ongedaan maken' }).click();
    await page.goto(`${lev}/actions/M-02`);
    assert.match(await page.locator('main').innerText(), /Eerste gastles/);
  }],

  ['what others refer to cannot be removed; the page says what is in the way', async (page, site) => {
    await signIn(page, site);
    await page.goto(`${lev}/parties/lindus`);
    await page.locator('main a[href*="/edit/party/"]').first().click();
    await page.locator('a[href$="/removal"]').click();
    assert.ok(await page.locator('.sp-faults li').count() >= 1);
    assert.equal(await page.locator('.sp-confirm').count(), 0);
  }],

  ['another day is chosen with the day picker and left again', async (page) => {
    await page.goto(`${lev}/parties`);
    await page.locator('.sp-day summary').click();
    await page.fill('#day-on', '2029-02-01');
    await page.locator('.sp-day__form button').click();
    assert.match(await page.locator('.sp-on').innerText(), /1 februari 2029/);
    assert.match(page.url(), /on=2029-02-01/);
    await page.locator('.sp-on__back').click();
    assert.equal(await page.locator('.sp-on').count(), 0);
  }],
];
