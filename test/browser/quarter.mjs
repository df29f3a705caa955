// SPDX-License-Identifier: EUPL-1.2
// A quarter of the office's year, from the round that opens to the report for a council, over the turn of the year. The stories follow each
// other: each goes on where the one before ended, on a clock that reads its day from a file.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const room = '/streek';
const leads = ['duiven', 'doesburg', 'school', 'club'];

// Four actions with a lead each. Doesburg takes part in all but the last, where it joins another region.
export const streek = {
  format: 'regional-programme/1', id: 'streek', name: 'Proefstreek', language: 'nl', plan_horizon: '2027-06-30',
  period: { start: '2026-01-01', end: '2027-06-30' },
  themes: [{ id: 'werk', name: 'Werk' }, { id: 'promotie', name: 'Promotie' }],
  parties: [{ id: 'doesburg', name: 'Doesburg', kind: 'municipality' }, { id: 'duiven', name: 'Duiven', kind: 'municipality' },
    { id: 'school', name: 'Het College', kind: 'education' }, { id: 'club', name: 'Ondernemersclub', kind: 'business_association' },
    { id: 'hanze', name: 'Hanzesteden', kind: 'external_region' }],
  persons: leads.map(id => ({ id, name: `Contact ${id}`, email: `${id}@example.nl` })),
  participation: [{ party: 'doesburg', scope: 'programme', scope_id: 'streek', mode: 'participates' },
    { party: 'duiven', scope: 'programme', scope_id: 'streek', mode: 'participates' },
    { party: 'doesburg', scope: 'theme', scope_id: 'promotie', mode: 'joins_other_region', counterpart: 'hanze', reason: 'Werkt daar al samen.' }],
  actions: leads.map((id, i) => ({ id: `a-${id}`, number: `A-0${i + 1}`, theme: i < 3 ? 'werk' : 'promotie', title: `Werk van ${id}`,
    done_when: 'Het staat er.', status: 'ongoing', start: '2026-02-01', end: '2027-03-31' })),
  roles: leads.map(id => ({ scope: 'action', scope_id: `a-${id}`, party: id, kind: 'lead', state: 'accepted', contact: id })),
};

const told = { duiven: ['on_track', 'De machines staan.'], doesburg: ['at_risk', 'De vergunning laat op zich wachten.'],
  club: ['on_track', 'De campagne loopt in Duiven.'] };
const secret = 'Dit is voor het bureau alleen.';

// A server at a moment, with its clock, its mail as files, and the office signed in.
async function begin(page, site, moment) {
  site.clock ??= site.write('clock', moment);
  site.mail ??= join(site.folder, 'mail');
  mkdirSync(site.mail, { recursive: true });
  writeFileSync(site.clock, moment);
  if (!site.address) await site.start('--clock-file', site.clock, '--mail-dir', site.mail, '--mail-from', 'Programmabureau <bureau@example.nl>', '--sign-in-link');
  await eventually(() => /\/sign-in\/\S+/.test(site.log));
}

async function signIn(page, site) {
  await page.goto(site.address + /\/sign-in\/\S+/.exec(site.log)[0]);
  await page.locator('main button[type=submit]').click();
  await page.waitForURL(url => !url.pathname.startsWith('/sign-in'));
  const state = await page.context().cookies();
  site.office = state;
}

const asOffice = (page, site) => page.context().addCookies(site.office);

async function eventually(what, patience = 8000) {
  for (const end = Date.now() + patience; ;) {
    const got = await what();
    if (got) return got;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise(done => setTimeout(done, 100));
  }
}

// What lies in the mail of somebody, the newest last: soft line ends of quoted-printable are taken out.
const mails = (site, who) => readdirSync(site.mail).filter(name => name.endsWith('.eml')).sort()
  .map(name => readFileSync(join(site.mail, name), 'utf8')).filter(text => new RegExp(`^To: .*${who}@example\\.nl`, 'm').test(text))
  .map(text => text.replace(/=\r?\n/g, '').replace(/=3D/g, '='));
const linkIn = mail => /\/streek\/update\/[\w-]+/.exec(mail)[0];

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

export const quarter = async () => [
  ['the office plans a round, and on its day every lead has one mail with a link', async (page, site) => {
    await begin(page, site, '2026-12-20T10:00:00.000Z');
    await signIn(page, site);
    await page.goto(`${site.address}${room}/edit/round/new`);
    await page.fill('[name=name]', 'Vierde kwartaal 2026');
    await page.fill('[name=opens]', '21-12-2026');
    await page.fill('[name=due]', '8-1-2027');
    await page.fill('[name=remind_after]', '2');
    await page.locator('main form.sp-form button[type=submit]').first().click();
    await page.waitForURL(/\/rounds\//);
    assert.equal(readdirSync(site.mail).length, 0);
    writeFileSync(site.clock, '2026-12-21T09:00:00.000Z');
    await eventually(() => leads.every(who => mails(site, who).length === 1));
  }],

  ...Object.keys(told).map(who => [`${who} answers on a phone, by the link alone`, async (page, site) => {
    await page.goto(site.address + linkIn(mails(site, who)[0]));
    assert.equal(await page.locator('.sp-tell').count(), 1);
    await page.locator(`input[type=radio][value=${told[who][0]}]`).check();
    await page.locator('textarea[name^=text-]').fill(told[who][1]);
    if (who === 'duiven') {
      await page.locator('.sp-tell details summary').first().click();
      await page.locator('textarea[name^=internal-]').fill(secret);
    }
    await page.locator('.sp-form__buttons button[type=submit]').last().click();
    assert.match(await page.locator('main').innerText(), /U hebt alles gemeld/);
    await page.goto(`${site.address}${room}/actions/A-0${leads.indexOf(who) + 1}`);
    assert.match(await page.locator('main').innerText(), new RegExp(told[who][1]));
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= 390, `the page is ${width} wide`);
  }, phone]),

  ['after the year has turned only the silent one is reminded, and is grey from the day after', async (page, site) => {
    await asOffice(page, site);
    writeFileSync(site.clock, '2027-01-10T09:30:00.000Z');
    await eventually(() => mails(site, 'school').length === 2);
    assert.deepEqual(leads.filter(who => mails(site, who).length === 2), ['school']);
    await page.goto(`${site.address}${room}/actions/A-03`);
    assert.match(await page.locator('main').innerText(), /geen antwoord/);
    await page.goto(`${site.address}${room}/rounds`);
    assert.match(await page.locator('main').innerText(), /3 van (de )?4/);
  }],

  ['what needs attention follows, for everybody and for the office', async (page, site) => {
    await page.goto(`${site.address}${room}/attention`);
    const all = await page.locator('main').innerText();
    assert.match(all, /Werk van school/);
    assert.match(all, /Werk van doesburg/);
    await page.goto(`${site.address}${room}/parties/doesburg`);
    const own = await page.locator('main').innerText();
    assert.match(own, /De vergunning laat op zich wachten/);
    assert.match(own, /Hanzesteden/);
    assert.doesNotMatch(own, new RegExp(secret));
  }],

  ['the report for Doesburg says what was entered and nothing else, as page, PDF, Word and Excel', async (page, site) => {
    const wanted = `${site.address}${room}/reports?kind=progress&party=doesburg&from=2026-10-01&until=2027-01-10`;
    await page.goto(wanted);
    const files = {};
    for (const format of ['pdf', 'docx', 'xlsx']) {
      const address = await page.locator(`main a[href*="${format}"]`).first().getAttribute('href');
      const answer = await page.request.get(new URL(address, site.address).href);
      assert.equal(answer.status(), 200);
      files[format] = site.write(`report.${format}`, await answer.body());
    }
    const unpacked = file => execFileSync('unzip', ['-p', file], { encoding: 'utf8', maxBuffer: 1 << 26 }).replace(/<[^>]*>/g, '');
    const texts = [await page.locator('.sp-report__paper').innerText(), execFileSync('pdftotext', [files.pdf, '-'], { encoding: 'utf8' }),
      unpacked(files.docx), unpacked(files.xlsx)].map(text => text.replace(/\s+/g, ' '));
    for (const text of texts) {
      assert.match(text, /De machines staan/);
      assert.match(text, /De vergunning laat op zich wachten/);
      assert.match(text, /geen antwoord/i);
      assert.match(text, /Hanzesteden/);
      // Doesburg takes no part in it, and the note is the office's.
      assert.doesNotMatch(text, /De campagne loopt in Duiven/);
      assert.doesNotMatch(text, new RegExp(secret));
    }
  }],

  ['what runs on is past its last day, and past the horizon the programme is over', async (page, site) => {
    writeFileSync(site.clock, '2027-04-05T08:00:00.000Z');
    await eventually(async () => {
      await page.goto(`${site.address}${room}/attention`);
      return /Werk van duiven[^\n]*(voorbij|laatste dag)/.test(await page.locator('main').innerText());
    });
    writeFileSync(site.clock, '2027-07-01T08:00:00.000Z');
    await eventually(async () => {
      await page.goto(`${site.address}${room}`);
      return /Het eindigde|afgelopen|voorbij/i.test(await page.locator('main').innerText());
    });
    assert.match(await page.locator('main').innerText(), /30 juni 2027/);
  }],
];
