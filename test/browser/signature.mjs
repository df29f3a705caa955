// SPDX-License-Identifier: EUPL-1.2
// Five municipalities and a contractor sign one agreement: most by link with a code from their mail, one on paper, one link ends and is asked anew,
// and mail is away for a while. The stories follow each other, on a clock that reads its day from a file.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
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
  persons: signers.map(({ who }) => ({ id: who, name: `Contact ${who}`, email: `${who}@example.nl` })),
};

// The agreement as it stands once it was offered: its canonical bytes, their hash and its PDF, put into the database before the server begins.
function offer(site) {
  const pdf = join(site.folder, 'offered.pdf');
  site.run('report', 'tekenstreek', '--period', '2025', '--language', 'nl', '-o', pdf);
  const bytes = readFileSync(pdf);
  const script = `
import sys, json, sqlite3, hashlib, os, uuid
given = json.load(sys.stdin)
db = sqlite3.connect(given["database"])
programme = db.execute("SELECT id FROM programme WHERE key = 'tekenstreek'").fetchone()[0]
party = dict(db.execute("SELECT key, id FROM party"))
person = {email.split("@")[0]: id for id, email in db.execute("SELECT id, email FROM person")}
ident = lambda n: "01890000-0000-7000-8000-%012x" % n
text = lambda s: json.dumps(s, ensure_ascii=False)
member = lambda pairs: ",".join('"%s":%s' % (k, text(v)) for k, v in pairs if v)
one = [("format", "speerpunt-agreement/1"), ("programme", programme), ("agreement", ident(1)), ("title", given["title"]), ("contractor", party["ambassade"]),
       ("first", "2027-03-01"), ("last", "2028-12-31"), ("in_order", "yes"), ("text", given["text"])]
rows = [dict(s, id=ident(10 + i)) for i, s in enumerate(given["signers"])]
rows.sort(key=lambda s: (s["place"] is None, s["place"] or 0, s["id"]))
signatories = ",".join("{%s}" % member([("party", party[s["party"]]), ("function", s["function"]), ("side", "client" if s["client"] else "contractor"),
       ("place", str(s["place"] or ""))]) for s in rows)
hash = hashlib.sha256(('{%s,"signatories":[%s]}\\n' % (member(one), signatories)).encode()).hexdigest()
db.execute('INSERT INTO agreement (programme_id, id, key, title, contractor, text, first, last, in_order, frozen, hash, pdf) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?)',
           (programme, ident(1), "dvo", given["title"], party["ambassade"], given["text"], "2027-03-01", "2028-12-31", 1799571600000, hash, given["pdf"]))
for s in rows:
    db.execute('INSERT INTO signatory (programme_id, id, agreement, party, function, person, client, place) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
               (programme, s["id"], ident(1), party[s["party"]], s["function"], person[s["who"]], s["client"], s["place"]))
db.execute("INSERT INTO kept_file (programme_id, hash, size, kept) VALUES (?, ?, ?, ?)", (programme, given["pdf"], given["size"], 1799571600000))
db.commit()
print(json.dumps({"programme": programme, "hash": hash}))`;
  const made = JSON.parse(execFileSync('python3', ['-c', script], { encoding: 'utf8', input: JSON.stringify({ database: site.database, signers, size: bytes.length,
    title: 'Dienstverleningsovereenkomst 2027', text: '# Wat wij afspreken\n\nDe Ambassade levert elk jaar een **monitor**.',
    pdf: createHash('sha256').update(bytes).digest('hex') }) }));
  const folder = join(`${site.database}.files`, made.programme);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, createHash('sha256').update(bytes).digest('hex')), bytes);
  site.offered = { ...made, pdf: bytes };
}

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
  offer(site);
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

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

export const signature = async () => [
  ['mail is away while the office asks: the links wait, are shown as waiting, and go out when it is back', async (page, site) => {
    await begin(site);
    renameSync(site.mail, `${site.mail}-away`);
    await signIn(page, site);
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
