// SPDX-License-Identifier: EUPL-1.2
// Every calendar of a server, read by another program than the one that wrote it (npm ical.js): node test/calendar_test.mjs PROGRAM
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import ICAL from 'ical.js';

import { Site } from './browser/site.mjs';

const [, , program = 'build/speerpunt'] = process.argv;
const site = new Site(program);
let passed = 0, failed = 0;

async function tell(name, story) {
  try {
    await story();
    passed++;
    console.log(`ok      ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAILED  ${name}\n        ${String(error.stack).slice(0, 2000)}`);
  }
}

// A visitor with cookies, who can sign in and send a form.
class Visitor {
  cookies = new Map();

  async ask(path, fields, headers = {}) {
    const answer = await fetch(site.address + path, {
      method: fields ? 'POST' : 'GET', redirect: 'manual', body: fields && new URLSearchParams({ csrf: this.csrf ?? '', ...fields }),
      headers: { ...headers, cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') } });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie);
      this.cookies.set(name, value);
    }
    answer.page = await answer.text();
    this.csrf = /name="csrf" value="([^"]+)"/.exec(answer.page)?.[1] ?? this.csrf;
    return answer;
  }

  async signIn(link) {
    await this.ask(link);
    assert.equal((await this.ask(link, {})).status, 303);
  }
}

const stamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

// RFC 5545: what a calendar must have, and what ours promise. Gives its events.
function check(text) {
  for (const line of text.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, `too long: ${line}`);
  assert.ok(!/(^|[^\r])\n/.test(text), 'a line ends without CR');
  assert.ok(text.endsWith('END:VCALENDAR\r\n'));
  const calendar = new ICAL.Component(ICAL.parse(text));
  assert.equal(calendar.name, 'vcalendar');
  assert.equal(calendar.getFirstPropertyValue('version'), '2.0');
  assert.ok(calendar.getFirstPropertyValue('prodid'));
  assert.ok(calendar.getFirstPropertyValue('x-wr-calname'));
  assert.equal(String(calendar.getFirstPropertyValue('refresh-interval')), 'PT6H');
  // Only times need a zone, and there are none.
  assert.equal(calendar.getAllSubcomponents('vtimezone').length, 0);
  const uids = new Set(), events = calendar.getAllSubcomponents('vevent').map(component => new ICAL.Event(component));
  for (const event of events) {
    const value = name => event.component.getFirstPropertyValue(name);
    assert.ok(event.uid && !uids.has(event.uid), `twice: ${event.uid}`);
    uids.add(event.uid);
    for (const name of ['dtstamp', 'created', 'last-modified']) assert.match(String(value(name)), stamp, name);
    assert.ok(Number.isInteger(event.sequence) && event.sequence >= 0);
    assert.ok(event.summary.length > 0);
    assert.ok(event.startDate.isDate && event.endDate.isDate, 'a day, not a time');
    assert.ok(event.endDate.compare(event.startDate) > 0, 'the end is the first day that is no longer part of it');
    assert.ok(new URL(value('url')).href.startsWith(site.address));
    assert.ok(event.component.getAllProperties('categories').length >= 1);
    assert.ok(['CONFIRMED', 'TENTATIVE'].includes(value('status')));
  }
  // What was read, written and read again is the same.
  const again = new ICAL.Component(ICAL.parse(calendar.toString()));
  assert.deepEqual(again.toJSON(), calendar.toJSON());
  return events;
}

const nobody = new Visitor();

async function calendarsOf(programme) {
  const parties = (await nobody.ask(`/${programme}/parties`)).page;
  const keys = new Set([...parties.matchAll(new RegExp(`/${programme}/parties/([a-z0-9-]+)`, 'g'))].map(found => found[1]));
  assert.ok(keys.size > 0);
  return ['calendar.ics', ...[...keys].map(key => `parties/${key}/calendar.ics`)].map(part => `/${programme}/${part}`);
}

try {
  for (const file of readdirSync('data/voorbeeldregio').filter(name => /\.(json|jsonl)$/.test(name)).sort())
    site.run('import', `data/voorbeeldregio/${file}`);
  await site.start();
  const programmes = [...new Set([...(await nobody.ask('/')).page.matchAll(/<a[^>]* href="\/([a-z0-9-]+)"/g)].map(found => found[1]))]
    .filter(key => key !== 'sign-in');

  for (const programme of programmes)
    await tell(`another program reads every calendar of ${programme}`, async () => {
      let events = 0;
      for (const path of await calendarsOf(programme))
        for (const language of ['', '?lang=en']) {
          const answer = await nobody.ask(path + language);
          assert.equal(answer.status, 200, path);
          assert.equal(answer.headers.get('content-type'), 'text/calendar; charset=utf-8');
          events += check(answer.page).length;
          assert.equal((await nobody.ask(path + language, undefined, { 'if-none-match': answer.headers.get('etag') })).status, 304);
        }
      assert.ok(events > 10, `only ${events} events`);
    });

  await tell('one\'s own calendar has a number that goes up with every change, until its address is ended', async () => {
    const office = new Visitor(), lev = '/lev-2024-2026';
    await office.signIn(site.link());
    await office.ask(`${lev}/calendars`);
    const made = await office.ask(`${lev}/calendars`, { what: 'make' });
    const address = /\/calendar\/[\w-]{43}\.ics/.exec(made.page)[0];
    const before = check((await nobody.ask(address)).page);
    const signing = before.find(event => event.summary.startsWith('Ondertekening'));
    assert.equal(String(signing.startDate), '2024-05-22');
    assert.equal(String(signing.endDate), '2024-05-23');
    const form = `${lev}/edit/step/${signing.uid}`;
    await office.ask(form);
    assert.equal((await office.ask(form, { place: 'Duiven; raadzaal, "groot"' })).status, 303);
    const after = check((await nobody.ask(address)).page).find(event => event.uid === signing.uid);
    assert.equal(after.sequence, signing.sequence + 1);
    assert.equal(after.location, 'Duiven; raadzaal, "groot"');
    await office.ask(`${lev}/calendars`);
    assert.equal((await office.ask(`${lev}/calendars`, { what: 'end' })).status, 303);
    assert.equal((await nobody.ask(address)).status, 404);
  });
} finally {
  site.stop();
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed || !passed ? 1 : 0);
