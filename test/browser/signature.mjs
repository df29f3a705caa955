// SPDX-License-Identifier: EUPL-1.2
// Five municipalities and a contractor sign one agreement: most by link with a code from their mail, one on paper, one link ends and is asked anew,
// and mail is away for a while. The stories follow each other, on a clock that reads its day from a file.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { each } from './pages.mjs';

const room = '/tekenstreek', password = 'vier woorden achter elkaar';
const towns = ['doesburg', 'duiven', 'montferland', 'westervoort', 'zevenaar'];
const signers = [...towns.map(party => ({ party, who: party, function: 'wethouder', client: 1, place: null })),
  { party: 'ambassade', who: 'voorzitter', function: 'voorzitter', client: 0, place: 1 },
  { party: 'ambassade', who: 'directeur', function: 'directeur', client: 0, place: 2 }];

export const tekenstreek = {
  format: 'regional-programme/1', id: 'tekenstreek', name: 'Tekenstreek', language: 'nl', period: { start: '2025-01-01', end: '2028-12-31' },
  themes: [{ id: 'werk', name: 'Werk' }],
  parties: [...towns.map(id => ({ id, name: id[0].toUpperCase() + id.slice(1), kind: 'municipality' })),
    { id: 'ambassade', name: 'De Ambassade', kind: 'executing_organisation' }],
  mandates: signers.map(({ who, party, function: as }) => ({ person: who, capacity: 'contact', party, function: as })),
  persons: signers.map(({ who }) => ({ id: who, name: `Contact ${who}`, email: `${who}@example.nl` })),
};

async function eventually(what, patience = 20000) {
  for (const end = Date.now() + patience; ;) {
    const got = await what();
    if (got) return got;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise(done => setTimeout(done, 100));
  }
}

const at = (site, moment) => writeFileSync(site.clock, moment);
const mails = (site, who) => readdirSync(site.mail).filter(name => name.endsWith('.eml')).sort()
  .map(name => readFileSync(join(site.mail, name), 'utf8')).filter(text => new RegExp(`^To: .*<?${who}@example\\.nl`, 'm').test(text))
  .map(text => text.replace(/=\r?\n/g, '').replace(/=3D/g, '='));
const links = (site, who) => mails(site, who).map(mail => /\/tekenstreek\/signing\/[\w-]+/.exec(mail)?.[0]).filter(Boolean);
const codes = (site, who) => mails(site, who).map(mail => /Uw code is (\d{6})/.exec(mail)?.[1]).filter(Boolean);
const main = page => page.locator('main').innerText();
const asOffice = (page, site) => page.context().addCookies(site.office);

async function begin(site) {
  site.clock = site.write('clock', '2027-01-11T10:00:00.000Z');
  site.mail = join(site.folder, 'mail');
  mkdirSync(site.mail, { recursive: true });
  await site.start('--clock-file', site.clock, '--mail-dir', site.mail, '--mail-from', 'Programmabureau <bureau@example.nl>', '--sign-in-link');
  await eventually(() => /\/sign-in\/\S+/.test(site.log));
}

async function signIn(page, site) {
  await page.goto(site.address + /\/sign-in\/\S+/.exec(site.log)[0]);
  await page.locator('main button[type=submit]').click();
  await page.waitForURL(url => !url.pathname.startsWith('/sign-in'));
  await page.goto(`${site.address}/account`);
  await page.fill('[name=password]', password);
  await page.locator('form:has([name=password]) button[type=submit]').first().click();
  site.office = await page.context().cookies();
}

// A session does not outlive a month.
async function signInAgain(page, site) {
  await page.goto(`${site.address}/sign-in`);
  await page.fill('[name=email]', 'office@example.nl');
  await page.fill('[name=password]', password);
  await page.locator('form:has([name=password]) button[type=submit]').first().click();
  await page.waitForURL(url => !url.pathname.startsWith('/sign-in'));
  site.office = await page.context().cookies();
}

// Name, function, tick; then the newest code from the mail.
async function sign(page, site, who, link) {
  const before = codes(site, who).length;
  await page.goto(site.address + link);
  await page.fill('[name=name]', `Naam van ${who}`);
  await page.check('[name=read]');
  await page.locator('form[action$="/code"] button[type=submit]').click();
  assert.match(await main(page), /Bevestig met de code/);
  const code = (await eventually(() => codes(site, who).length > before && codes(site, who))).at(-1);
  await page.fill('[name=code]', code);
  await page.locator('form:has([name=code]) button[type=submit]').click();
  assert.match(await main(page), /U hebt getekend/);
}

const save = page => page.locator('main form.sp-form button[type=submit]').first().click();

// The office writes it, names who signs, and offers it.
async function offer(page, site) {
  const option = (name, label) => page.selectOption(`[name=${name}]`, { label });
  await page.goto(`${site.address}${room}/edit/agreement/new`);
  await page.fill('[name=title]', 'Dienstverleningsovereenkomst 2027');
  await option('contractor', 'De Ambassade');
  await page.fill('[name=text]', '# Wat wij afspreken\n\nDe Ambassade levert elk jaar een **monitor**.');
  await page.fill('[name=first]', '1-3-2027');
  await page.fill('[name=last]', '31-12-2028');
  await page.locator('details.sp-more summary').first().click();
  await page.fill('[name=key]', 'dvo');
  await page.check('[name=in_order]');
  await save(page);
  await page.waitForURL(/\/agreements\/dvo/);
  for (const { party, who, function: as, client, place } of signers) {
    await page.goto(`${site.address}${room}/agreements/dvo`);
    await page.locator('#add-signatory').click();
    const name = await page.locator('[name=party] option').filter({ hasText: new RegExp(party, 'i') }).first().innerText();
    await option('party', name);
    await page.fill('[name=function]', as);
    await option('person', await page.locator('[name=person] option').filter({ hasText: `Contact ${who}` }).first().innerText());
    await page.locator('[name=client]').setChecked(client === 1);
    if (place) {
      await page.locator('details.sp-more summary').first().click();
      await page.fill('[name=place]', String(place));
    }
    await save(page);
    await page.waitForURL(/\/agreements\/dvo/);
  }
  await page.goto(`${site.address}${room}/agreements/dvo/offer`);
  await page.locator('main form.sp-confirm button[type=submit]').click();
  await page.waitForURL(/\/agreements\/dvo(#.*)?$/);
  const hash = /[0-9a-f]{64}/.exec(await page.locator('main').innerHTML())[0];
  site.offered = { hash, pdf: await (await page.request.get(`${site.address}${room}/agreements/dvo.pdf`)).body() };
}

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

export const signature = async () => [
  ['mail is away while the office offers and asks: the links wait, are shown as waiting, and go out when it is back', async (page, site) => {
    await begin(site);
    await signIn(page, site);
    await offer(page, site);
    renameSync(site.mail, `${site.mail}-away`);
    await page.goto(`${site.address}${room}/agreements/dvo/signatures`);
    // The director comes after the chair, so is not among those who can be asked now.
    assert.equal(await page.locator('main [name=signatory]').count(), 6);
    await page.locator('form[action$="/requests"] button[type=submit]').click();
    await page.getByText('onderweg: 6').waitFor();
    await eventually(async () => {
      await page.goto(`${site.address}${room}/agreements/dvo/signatures`);
      return /wacht/.test(await main(page));
    });
    renameSync(`${site.mail}-away`, site.mail);
    at(site, '2027-01-11T12:00:00.000Z');
    await eventually(() => [...towns, 'voorzitter'].every(who => links(site, who).length === 1));
    assert.equal(links(site, 'directeur').length, 0);
  }],

  ['the pages of signing are sound, as the office and by the link', async (page, site) => {
    await asOffice(page, site);
    await page.goto(`${site.address}${room}/agreements/dvo/signatures`);
    const one = await page.locator('main a[href*="/signatories/"]').first().getAttribute('href');
    await each(page, [`${room}/agreements/dvo/signatures`, one, links(site, 'duiven')[0]]);
  }, { ...phone, bypassCSP: true }],

  ['a wrong code is told, and what is read is the PDF that was offered, byte for byte', async (page, site) => {
    const link = links(site, 'duiven')[0];
    await page.goto(site.address + link);
    assert.match(await page.locator('main').textContent(), new RegExp(site.offered.hash));
    const offered = await page.request.get(`${site.address}${link}/agreement.pdf`);
    assert.ok(site.offered.pdf.equals(await offered.body()));
    await page.fill('[name=name]', 'Naam van duiven');
    await page.check('[name=read]');
    await page.locator('form[action$="/code"] button[type=submit]').click();
    const code = (await eventually(() => codes(site, 'duiven').length && codes(site, 'duiven')))[0];
    await page.fill('[name=code]', code === '000000' ? '000001' : '000000');
    await page.locator('form:has([name=code]) button[type=submit]').click();
    assert.match(await main(page), /Dat is de code niet/);
    await page.fill('[name=code]', code);
    await page.locator('form:has([name=code]) button[type=submit]').click();
    assert.match(await main(page), /U hebt getekend/);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= 390, `the page is ${width} wide`);
  }, phone],

  ['others sign on a phone, without a script', async (page, site) => {
    for (const who of ['doesburg', 'montferland']) await sign(page, site, who, links(site, who)[0]);
  }, { ...phone, javaScriptEnabled: false }],

  ['one signs on paper, which the office records with its scan', async (page, site) => {
    await asOffice(page, site);
    await page.goto(`${site.address}${room}/agreements/dvo/signatures`);
    await page.locator('.sp-task', { hasText: 'Westervoort' }).locator('a', { hasText: 'Beheren' }).click();
    await page.check('[name=how][value=on_paper]');
    await page.fill('[name=day]', '11-1-2027');
    await page.fill('[name=place]', 'Westervoort');
    await page.fill('[name=signer]', 'Naam op papier');
    await page.setInputFiles('[name=scan]', { name: 'scan.pdf', mimeType: 'application/pdf', buffer: site.offered.pdf });
    await page.locator('form[action$="/acts"] button[type=submit]').click();
    assert.match(await page.locator('.sp-task', { hasText: 'Westervoort' }).innerText(), /ondertekend 11 januari 2027, op papier/);
  }],

  ['a link past its time says so and takes a wish, the office sends another, and that one signs', async (page, site, context) => {
    const link = links(site, 'zevenaar')[0];
    at(site, '2027-02-12T09:00:00.000Z');
    await eventually(async () => (await page.goto(site.address + link)).status() === 410);
    assert.match(await main(page), /Deze link werkte 30 dagen/);
    await page.locator('form[action$="/wish"] button').click();
    assert.match(await main(page), /U vroeg een nieuwe link/);
    await eventually(() => mails(site, 'office').some(mail => /vraagt een nieuwe link/.test(mail.replace(/_/g, ' '))));
    await signInAgain(page, site);
    await page.goto(`${site.address}${room}/attention`);
    await page.locator('main a', { hasText: 'Stuur een nieuwe link' }).first().click();
    await page.locator('.sp-task', { hasText: 'Zevenaar' }).locator('a', { hasText: 'Beheren' }).click();
    await page.locator('form[action$="/request"] button[type=submit]').click();
    await page.getByText('is onderweg').waitFor();
    await context.clearCookies();
    await eventually(() => links(site, 'zevenaar').length > 1);
    await sign(page, site, 'zevenaar', links(site, 'zevenaar').at(-1));
  }],

  ['the director is asked when the chair has signed, and with the last one the agreement is signed', async (page, site) => {
    await asOffice(page, site);
    await page.goto(`${site.address}${room}/agreements/dvo/signatures`);
    await page.locator('label', { hasText: 'voorzitter' }).locator('input').check();
    await page.locator('form[action$="/requests"] button[type=submit]').click();
    await page.getByText('is onderweg').waitFor();
    await page.context().clearCookies();
    await eventually(() => links(site, 'voorzitter').length > 1);
    await sign(page, site, 'voorzitter', links(site, 'voorzitter').at(-1));
    await eventually(() => links(site, 'directeur').length === 1);
    await sign(page, site, 'directeur', links(site, 'directeur')[0]);
    await page.goto(`${site.address}${room}/agreements/dvo/signatures`);
    const text = await main(page);
    assert.match(text, /door allen getekend/);
    assert.doesNotMatch(text, /Naam van|@example\.nl/);
    await eventually(() => signers.every(({ who }) => mails(site, who).some(mail => /Door.allen.getekend/.test(mail))));
  }],

  ['the signed PDF is the offered one with the evidence page behind it, with names for the office alone', async (page, site) => {
    const text = bytes => execFileSync('pdftotext', ['-layout', site.write('some.pdf', bytes), '-'], { encoding: 'utf8' });
    const address = `${site.address}${room}/agreements/dvo/signed.pdf`;
    const open = text(await (await page.request.get(address)).body()), offered = text(site.offered.pdf);
    assert.ok(open.startsWith(offered.trimEnd()), 'the first sheets are those that were offered');
    const sheet = open.slice(offered.trimEnd().length).replace(/\s+/g, ' ');
    assert.match(sheet, /Bewijs van ondertekening/);
    assert.match(sheet, /Westervoort, wethouder 11 januari 2027 op papier, Westervoort/);
    for (const { function: as } of signers) assert.match(sheet, new RegExp(as));
    assert.ok(sheet.replace(/ /g, '').includes(site.offered.hash));
    assert.doesNotMatch(sheet, /Naam van/);
    await asOffice(page, site);
    const own = text(await (await page.request.get(address)).body()).replace(/\s+/g, ' ');
    assert.match(own, /Naam van duiven/);
    assert.match(own, /Naam op papier/);
  }],
];
