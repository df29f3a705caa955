// SPDX-License-Identifier: EUPL-1.2
// A plan from concept to adopted, and what happens to it afterwards: five bodies, a condition, an opinion, an action that moves. The second story
// looks at the pages that the first one left.
import assert from 'node:assert/strict';

import { signIn } from './office.mjs';
import { each } from './pages.mjs';

const room = '/besluitstreek';
const towns = ['Doesburg', 'Duiven', 'Montferland', 'Westervoort', 'Zevenaar'];

export const besluitstreek = {
  format: 'regional-programme/1', id: 'besluitstreek', name: 'Besluitstreek', language: 'nl', plan_horizon: '2031-12-31',
  period: { start: '2026-01-01', end: '2030-12-31' },
  themes: [{ id: 'werk', name: 'Werk' }, { id: 'promotie', name: 'Promotie' }],
  parties: towns.map(name => ({ id: name.toLowerCase(), name, kind: 'municipality' })),
  participation: towns.map(name => ({ party: name.toLowerCase(), scope: 'programme', scope_id: 'besluitstreek', mode: 'participates' })),
  actions: [{ id: 'banen', number: 'P-01', title: 'Banenmarkt', theme: 'werk', done_when: 'De markt is gehouden.', status: 'planned', start: '2027-01-01', end: '2027-11-30', lead: 'duiven' },
    { id: 'stage', number: 'P-02', title: 'Stagefonds', theme: 'werk', status: 'planned', start: '2027-01-01', end: '2027-12-31' },
    { id: 'route', number: 'P-03', title: 'Fietsroute', theme: 'promotie', done_when: 'De borden staan.', status: 'planned', start: '2027-03-01', end: '2028-06-30', lead: 'zevenaar' }],
};

const save = page => page.locator('main form.sp-form button[type=submit]').first().click();
const main = page => page.locator('main').innerText();

async function addBodies(page) {
  for (const name of towns) {
    await page.goto(`${room}/edit/body/new`);
    await page.fill('[name=key]', `raad-${name.toLowerCase()}`);
    await page.fill('[name=name]', `Raad van ${name}`);
    await page.selectOption('[name=kind]', 'council');
    await page.selectOption('[name=party]', { label: name });
    await save(page);
  }
}

async function freeze(page, name) {
  await page.goto(`${room}/plan/versions/new`);
  await page.fill('[name=name]', name);
  await save(page);
  await page.waitForURL(/\/plan\/versions\/\d+$/);
}

// By the link beside the body, on the version's own page.
async function decide(page, town, outcome, condition) {
  await page.goto(`${room}/plan/versions/2`);
  await page.locator('.sp-plan-said li', { hasText: `Raad van ${town}` }).locator('a').click();
  await page.check(`[name=outcome][value=${outcome}]`);
  await page.fill('[name=day]', new Date().toLocaleDateString('sv', { timeZone: 'Europe/Amsterdam' }));
  await page.fill('[name=text]', 'Besproken.');
  if (condition) {
    await page.locator('details:has(#f-conditions) > summary').click();
    await page.locator('#f-conditions li input').first().fill(condition);
  }
  await save(page);
  await page.waitForURL(/\/decisions\//);
}

// Follows the link beside what is missing, fills it in, and comes back.
async function mend(page, words, fill) {
  await page.locator('.sp-plan-gaps a', { hasText: words }).click();
  await fill();
  await save(page);
  await page.goto(`${room}/plan`);
}

export const plan = async () => [
  ['a plan is refused, mended by its links, tabled, adopted by four with a condition and an opinion; then an action moves', async (page, site) => {
    await signIn(page, site);
    await addBodies(page);
    await freeze(page, 'Concept');
    const hash = /[0-9a-f]{64}/.exec(await main(page))[0];
    await page.locator('main a', { hasText: 'Aan de organen aanbieden' }).click();
    assert.match(await main(page), /Deze versie kan niet worden aangeboden: er ontbreken 2 dingen/);
    assert.equal(await page.locator('.sp-plan-gaps ul li').count(), 2);
    assert.equal(await page.locator('main form').count(), 0);
    await mend(page, 'Er is geen trekker bekend', async () => {
      await page.selectOption('[name=party]', { label: 'Montferland' });
      await page.selectOption('[name=state]', 'accepted');
    });
    await mend(page, 'Er staat niet wanneer het klaar is', () => page.fill('[name=result]', 'Er is een fonds.'));
    assert.match(await main(page), /3 van 3 actiepunten compleet/);
    await page.goto(`${room}/plan/versions/1/bodies`);
    assert.match(await main(page), /2 hiervan zijn intussen ingevuld/);
    await freeze(page, 'Voor de raden');
    await page.locator('main a', { hasText: 'Aan de organen aanbieden' }).click();
    for (const town of towns) {
      await page.getByLabel(`Wordt gevraagd: Raad van ${town}`).selectOption(town === 'Doesburg' ? 'opinion' : 'decides');
      await page.fill(`[name="due-raad-${town.toLowerCase()}"]`, '31-12-2030');
    }
    await save(page);
    await page.waitForURL(/\/plan\/versions\/2$/);
    assert.match(await main(page), /vastgesteld door 0 van 4, 0 van 1 zienswijzen/);
    await decide(page, 'Doesburg', 'opinion');
    await decide(page, 'Duiven', 'adopted');
    await decide(page, 'Montferland', 'adopted');
    await page.goto(`${room}/plan`);
    assert.match(await main(page), /Van geen enkele versie/);
    await decide(page, 'Zevenaar', 'adopted');
    await decide(page, 'Westervoort', 'adopted_with_conditions', 'De regio betaalt mee.');
    await page.goto(`${room}/plan`);
    assert.match(await main(page), /2\. Voor de raden/);
    assert.match(await main(page), /vastgesteld door 4 van 4, zienswijze van 1, 1 voorwaarde open/);
    assert.match(await main(page), /Sinds de vaststelling is er niets veranderd/);
    // The office switches the classes on: another year is for the portfolio holders.
    await page.locator('main a', { hasText: 'Wie met een wijziging moet instemmen' }).click();
    await save(page);
    await page.goto(`${room}/actions/P-01`);
    await page.locator('main .sp-head a[href*="/edit/action/"]').first().click();
    assert.match(await main(page), /naar een ander jaar verschoven/);
    await page.fill('[name=last]', '31-3-2028');
    await save(page);
    await page.waitForURL(/\/proposals\//);
    assert.match(await main(page), /Er is nog niets veranderd: de portefeuillehouders moeten hiermee instemmen/);
    await page.locator('button[value=accept]').click();
    assert.match(await page.locator('.sp-faults').innerText(), /Zeg wanneer en waar/);
    await page.fill('[name=answer]', 'Overleg van 3 juni, punt 4.');
    await page.locator('button[value=accept]').click();
    await page.goto(`${room}/plan`);
    assert.match(await main(page), /1 wijziging sindsdien/);
    assert.match(await main(page), /was 30 november 2027, is nu 31 maart 2028/);
    assert.match(await main(page), /ingestemd/);
    await page.locator('a', { hasText: 'Alles wat veranderde' }).click();
    assert.equal(await page.locator('.sp-plan__is').count(), 1);
    // What was frozen first is as it was.
    await page.goto(`${room}/plan/versions/1`);
    assert.equal(/[0-9a-f]{64}/.exec(await main(page))[0], hash);
    assert.match(await main(page), /2 van 3 actiepunten compleet/);
  }],

  ['the pages of a plan are right and fit a phone', async (page, site) => {
    await signIn(page, site);
    await each(page, ['plan', 'plan/versions/1', 'plan/versions/2', 'plan/versions/1/bodies', 'plan/versions/new', 'plan/versions/record', 'plan/classes',
      'plan/compare?from=2&to=today', 'plan/compare?from=1&to=2', 'plan/compare?from=9', 'proposals'].map(address => `${room}/${address}`));
  }, { viewport: { width: 390, height: 800 }, bypassCSP: true }],
];
