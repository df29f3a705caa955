// SPDX-License-Identifier: EUPL-1.2
// An agreement is written by two offices at the same time, offered, and frozen: the PDF that opens is the one whose hash was kept. The second story
// looks at the pages that the first one left.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';

import { signIn } from './office.mjs';
import { each } from './pages.mjs';

const room = '/voorbeeldregio', address = `${room}/agreements/dienstverlening-2027`;
const save = page => page.locator('main form.sp-form button[type=submit]').first().click();
const main = page => page.locator('main').innerText();
const change = page => page.locator('main a', { hasText: 'Tekst, periode en opdrachtnemer wijzigen' }).click();

export const agreement = async () => [
  ['two offices edit one agreement at the same time and lose nothing; it is offered, frozen, and its PDF opens', async (page, site, context) => {
    await signIn(page, site);
    await page.goto(`${room}/agreements`);
    assert.match(await main(page), /Wie wat levert, voor wie, tot wanneer/);
    await page.locator('main a', { hasText: 'Overeenkomst schrijven' }).click();
    await page.fill('[name=title]', 'Dienstverlening 2027');
    await page.fill('[name=text]', '# Wat wij afspreken\n\nElk jaar een **monitor**.');
    await page.locator('button[name=preview]').click();
    assert.equal(await page.locator('.sp-prose strong').innerText(), 'monitor');
    await save(page);
    await page.waitForURL(`**${address}`);
    assert.equal(await page.locator('#s-lacks + ul li').count(), 3);

    // The other one opens the form before, and saves after.
    const other = await context.newPage();
    await other.goto(address);
    await change(other);
    await page.locator('#s-lacks + ul a').first().click();
    await page.fill('[name=first]', '1-1-2027');
    await page.selectOption('[name=contractor]', { index: 3 });
    const contractor = await page.locator('[name=contractor] option:checked').innerText();
    await save(page);
    await page.waitForURL(`**${address}`);
    await other.fill('[name=text]', '# Wat wij afspreken\n\nElk half jaar een **monitor**.');
    await save(other);
    const differs = await other.locator('.sp-compare').innerText();
    assert.match(differs, /1 januari 2027/);
    assert.match(differs, /Elk half jaar/);
    assert.match(await other.inputValue('[name=text]'), /Elk half jaar/);
    await other.fill('[name=first]', '1-1-2027');
    await other.selectOption('[name=contractor]', { label: contractor });
    await save(other);
    await other.waitForURL(`**${address}`);
    assert.match(await main(other), /1 januari 2027/);
    assert.match(await main(other), /Elk half jaar een monitor/);
    await other.close();

    await page.goto(address);
    await page.locator('main button', { hasText: 'Elke gemeente die meedoet' }).click();
    await page.locator('#add-signatory').click();
    await page.selectOption('[name=party]', { label: contractor });
    await page.fill('[name=function]', 'directeur');
    await save(page);
    for (const title of ['Monitor', 'Bedrijfsbezoeken']) {
      await page.locator('main a', { hasText: 'Dienst toevoegen' }).click();
      await page.fill('[name=title]', title);
      await save(page);
    }
    await page.locator('main button', { hasText: 'Omhoog' }).click();
    assert.match(await page.locator('#service-1').innerText(), /Bedrijfsbezoeken/);

    await page.locator('main a', { hasText: 'Ter ondertekening aanbieden' }).click();
    const hash = await page.inputValue('[name=hash]');
    assert.match(await page.locator('article').innerText(), /Elk half jaar een monitor/);
    await page.locator('main form.sp-confirm button[type=submit]').click();
    await page.waitForURL(`**${address}`);
    assert.match(await main(page), /kan niemand meer wijzigen/);
    assert.ok((await main(page)).includes(hash));
    const taken = async ending => { const answer = await context.request.get(`${address}${ending}`); assert.equal(answer.status(), 200); return answer.body(); };
    assert.equal(createHash('sha256').update(await taken('.json')).digest('hex'), hash);
    const pdf = await taken('.pdf');
    assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
    assert.deepEqual(await taken('.pdf'), pdf);

    // What is frozen cannot be taken apart by the forms that every record has.
    await page.locator('#service-1 a', { hasText: 'Melden wat is geleverd' }).click();
    await page.fill('[name=title]', 'Iets anders');
    await save(page);
    assert.match(await page.locator('.sp-faults').innerText(), /staan vast/);
    assert.equal(await page.inputValue('[name=title]'), 'Iets anders');
  }],

  ['the pages of agreements are right and fit a phone', async (page, site) => {
    await signIn(page, site);
    await page.goto(`${room}/edit/agreement/new?visibility=draft`);
    await page.fill('[name=title]', 'Nog leeg');
    await save(page);
    await each(page, [`${room}/agreements`, address, `${address}/withdrawal`, `${address}/signatures`, ...['', '/offer', '/contributions'].map(below => `${room}/agreements/nog-leeg${below}`),
      `${room}/attention`]);
  }, { viewport: { width: 390, height: 800 }, bypassCSP: true }],
];
