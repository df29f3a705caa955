// SPDX-License-Identifier: EUPL-1.2
// The office takes a table in, in steps, and gets templates to fill in.
import assert from 'node:assert/strict';

import { lev, signIn } from './office.mjs';

const head = 'Nummer;Titel;Speerpunt;Begin;Einde;Status\r\n';
const file = rows => ({ name: 'acties.csv', mimeType: 'text/csv', buffer: Buffer.from(`\ufeff${head}${rows.join('\r\n')}\r\n`) });
const good = 'I-01;Streekmarkt;Vrijetijdseconomie inclusief retail;1-3-2025;1 jan. 2027;gepland';
const main = page => page.locator('main').innerText();

async function send(page, rows) {
  await page.goto(`${lev}/import`);
  await page.check('input[name=kind][value=actions]');
  await page.setInputFiles('[name=file]', file(rows));
  await page.locator('main .sp-form__buttons button[type=submit]').first().click();
  await page.waitForURL(/\/import\/[0-9a-f-]{36}/);
  await page.locator('main .sp-form__buttons button[type=submit]').first().click();
  await page.waitForURL(/\/check/);
}

export const tables = async () => [
  ['a table with bad cells names each, writes nothing, and goes in whole once it is mended', async (page, site) => {
    await signIn(page, site);
    await send(page, [good, 'I-02;Tweede;Vrijetijdseconomi inclusief retail;32-3-2025;2-1-2027;gepland']);
    for (const part of ['C3', 'Vrijetijdseconomie inclusief retail', 'D3', 'E3', '2027-01-01']) assert.ok((await main(page)).includes(part), part);
    assert.equal((await page.goto(`${lev}/actions/I-01`)).status(), 404);
    await send(page, [good]);
    assert.match(await main(page), /Streekmarkt/);
    await page.locator('main .sp-form__buttons button[type=submit]').first().click();
    await page.waitForURL(url => !url.pathname.endsWith('/check'));
    await page.goto(`${lev}/actions/I-01`);
    assert.match(await main(page), /Streekmarkt/);
    await send(page, [good]);
    assert.equal(await page.locator('main form[action$="/check"]').count(), 0, 'there is nothing to write');
    await send(page, ['I-01;Streekmarkt in mei;;;;']);
    assert.match(await main(page), /Streekmarkt in mei/);
  }],
  ['a template is a workbook with the choices of this programme', async (page, site) => {
    await signIn(page, site);
    await page.goto(`${lev}/import`);
    for (const address of await page.locator('main a[href*="/import/templates/"]').evaluateAll(links => links.map(link => link.href))) {
      const answer = await page.request.get(address);
      assert.equal(answer.status(), 200, address);
      assert.equal((await answer.body()).subarray(0, 2).toString(), 'PK', address);
    }
  }],
  ['the public and a file that is none are told so', async (page, site, context) => {
    await page.goto(`${lev}/import`);
    assert.match(page.url(), /\/sign-in/);
    await signIn(page, site);
    await page.goto(`${lev}/import`);
    await page.check('input[name=kind][value=parties]');
    await page.setInputFiles('[name=file]', { name: 'lijst.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n') });
    await page.locator('main .sp-form__buttons button[type=submit]').first().click();
    assert.match(await main(page), /PDF/i);
    assert.ok(await page.isChecked('input[name=kind][value=parties]'));
  }],
];
