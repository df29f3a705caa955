// SPDX-License-Identifier: EUPL-1.2
// What people do, in a real browser: node test/browser/run.mjs PROGRAM [part of "group: a story's name"]
import { execSync } from 'node:child_process';
import { chromium } from 'playwright-core';

import { agreement } from './agreement.mjs';
import { example } from './example.mjs';
import { tables } from './import.mjs';
import { meeting } from './meeting.mjs';
import { member } from './member.mjs';
import { office } from './office.mjs';
import { pages } from './pages.mjs';
import { besluitstreek, plan } from './plan.mjs';
import { quarter, streek } from './quarter.mjs';
import { signature, tekenstreek } from './signature.mjs';
import { Site } from './site.mjs';
import { visitor } from './visitor.mjs';

const [, , program = 'build/speerpunt', only = ''] = process.argv;
const executablePath = execSync('command -v chromium || command -v chromium-browser || command -v google-chrome').toString().trim();
const browser = await chromium.launch({ executablePath,
  args: ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
const liemers = new Site(program), proef = new Site(program, [streek]), teken = new Site(program, [tekenstreek]), wendelstreek = new Site(program, ['voorbeeldregio/voorbeeldregio']),
  besluit = new Site(program, [besluitstreek]);
let passed = 0, failed = 0;

// A story gets a page of its own; what goes wrong in the page itself fails it too.
async function tell(site, name, story, options = {}) {
  const context = await browser.newContext({ baseURL: site.address, viewport: { width: 1280, height: 900 }, locale: 'nl-NL', ...options });
  const page = await context.newPage();
  const wrong = [];
  page.on('pageerror', error => wrong.push(`error in the page: ${error.message}`));
  page.on('request', request => {
    if (!request.url().startsWith(site.address) && !request.url().startsWith('data:')) wrong.push(`asks elsewhere: ${request.url()}`);
  });
  page.setDefaultTimeout(8000);
  try {
    await story(page, site, context);
    if (site.ended !== undefined) throw new Error(`the server ended (${site.ended}): ${site.log.slice(-500)}`);
    if (wrong.length) throw new Error(wrong.join('; '));
    passed++;
    console.log(`ok      ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAILED  ${name}\n        ${String(error.stack).slice(0, 6000)}`);
  }
  await context.close();
}

try {
  await liemers.start();
  await wendelstreek.start();
  await besluit.start();
  for (const [stories, site] of [[office, liemers], [tables, liemers], [member, liemers], [visitor, liemers], [pages, liemers], [example, wendelstreek], [quarter, proef], [signature, teken], [plan, besluit], [agreement, wendelstreek], [meeting, wendelstreek]])
    for (const [name, story, options] of await stories(site))
      if (`${stories.name}: ${name}`.includes(only)) await tell(site, name, story, options);
} finally {
  await browser.close();
  liemers.stop();
  wendelstreek.stop();
  proef.stop();
  teken.stop();
  besluit.stop();
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed || !passed ? 1 : 0);
