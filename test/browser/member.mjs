// SPDX-License-Identifier: EUPL-1.2
// An official of Duiven: invited, comes in, proposes; the office answers.
import assert from 'node:assert/strict';

import { lev, signIn } from './office.mjs';

const password = 'vier losse woorden hier';

export const member = async () => [
  ['an official is invited, sets a password, proposes a change, and sees it declined and another accepted', async (page, site, context) => {
    await signIn(page, site);
    await page.goto(`${lev}/people`);
    await page.fill('[name=email]', 'duiven@example.nl');
    await page.fill('[name=name]', 'Ambtenaar Duiven');
    await page.selectOption('[name=party]', { label: 'Duiven' });
    await page.locator('main form.sp-form button[type=submit]').last().click();
    const invitation = new URL(await page.locator('.utrecht-alert code').innerText()).pathname;

    const own = await context.browser().newContext({ baseURL: site.address, locale: 'nl-NL' });
    const official = await own.newPage();
    await official.goto(invitation);
    await official.fill('[name=password]', password);
    await official.locator('main button[type=submit]').click();
    await official.waitForURL(`${site.address}${lev}/attention`);
    await official.locator('header form[action="/sign-out"] button:visible').first().click();
    await official.goto('/sign-in');
    await official.fill('[name=email]', 'duiven@example.nl');
    await official.fill('[name=password]', password);
    await official.locator('main button[type=submit]').click();
    await official.waitForURL(`${site.address}${lev}/attention`);

    const propose = async why => {
      await official.goto(`${lev}/actions/L-02`);
      await official.locator('main a[href*="/edit/action/"]').first().click();
      await official.fill('[name=why]', why);
      await official.fill('[name=proposal_reason]', 'Dat is duidelijker');
      await official.locator('main form.sp-form button[type=submit]').click();
      await official.goto(`${lev}/actions/L-02`);
      assert.doesNotMatch(await official.locator('main').innerText(), new RegExp(why));
    };
    const answer = async (kind, words) => {
      await page.goto(`${lev}/proposals`);
      await page.locator('.sp-tasks a').first().click();
      if (words) await page.fill('[name=answer]', words);
      await page.locator(`button[value=${kind}]`).click();
    };
    await propose('Minder vrachtwagens op de weg');
    await answer('decline');
    assert.ok(await page.locator('.sp-faults').count(), 'declining needs a reason');
    await answer('decline', 'Dit staat al in het leidende plan');
    await propose('Minder vrachtverkeer door dorpen');
    await answer('accept');
    await official.goto(`${lev}/actions/L-02`);
    assert.match(await official.locator('main').innerText(), /Minder vrachtverkeer door dorpen/);
    await official.goto(`${lev}/proposals`);
    const told = await official.locator('main').innerText();
    assert.match(told, /afgewezen/);
    assert.match(told, /aanvaard/);
    const refused = await official.goto(`${lev}/edit/mandate/new`);
    assert.equal(refused.status(), 403);
    assert.match(await official.locator('main').innerText(), /programmabureau/);
    await own.close();
  }],
];
