// SPDX-License-Identifier: EUPL-1.2
// Switched off in htmlvalidate.json: form-dup-name (a list of checkboxes shares a name), long-title (a programme's name is what it is),
// void-style and no-trailing-whitespace (how Markdown is written out). An id may begin with a digit
// since HTML 5 (valid-id relaxed). A style sheet of our own needs no integrity attribute.
// Every page, as the public and as the office, in both languages and widths: axe-core and html-validate find nothing, nothing is too wide.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { HtmlValidate } from 'html-validate';

import { lev, signIn } from './office.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const validator = new HtmlValidate(JSON.parse(readFileSync(join(dirname(fileURLToPath(import.meta.url)), 'htmlvalidate.json'), 'utf8')));

const parts = { programme: 'lev-2024-2026', action: 'M-03', theme: 'leisure', party: 'doesburg', node: 'leisure', document: 'lev-2', agreement: 'dvo-lev-2', version: '1' };

// The addresses of the routes with the Liemers filled in; what needs a secret or an id is named below.
function addresses(site) {
  const filled = site.routes().map(route => route.replace(/\{(\w+)\}/g, (whole, name) => parts[name] ?? whole)).filter(route => !route.includes('{') && !/\.(txt|csv|ics|atom|pdf|docx|xlsx)$|^\/health$/.test(route));
  return [...new Set([...filled, `${lev}/search?q=retail`, `${lev}/participation?party=doesburg`, `${lev}/parties/hanzesteden`,
    `${lev}/actions?status=running`, `${lev}/timeline?scale=quarter&order=start`, `${lev}/participation?on=2021-06-01`, '/lev-2020-2023', '/lev-2020-2023/facts',
    `${lev}/themes/accessibility`, `${lev}/reports?kind=progress&party=doesburg&period=2025`, `${lev}/reports?kind=letter&party=doesburg&period=2025`, `${lev}/nothing-here`, `${lev}?on=yesterday`])];
}

async function look(page, address, wanted) {
  const answer = await page.goto(address);
  const status = answer.status();
  assert.ok(wanted(status), `${address}: status ${status}`);
  const html = await answer.text();
  const report = await validator.validateString(html, address);
  const found = report.results.flatMap(result => result.messages.map(message => `${message.ruleId} at ${message.line}:${message.column}: ${message.message}`));
  assert.ok(!found.length, `${address}: html-validate: ${found.slice(0, 4).join('; ')}`);
  // The test's own eyes; the page's policy lets no other script in.
  await page.evaluate(axe);
  const seen = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  const violations = seen.violations.map(v => `${v.id}: ${v.nodes[0].html.slice(0, 160)}`);
  assert.ok(!violations.length, `${address}: axe: ${violations.join('; ')}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `${address}: ${wide} px too wide`);
}

const fine = status => [200, 404, 422].includes(status);

async function all(page, site, extra = []) {
  await each(page, [...addresses(site), ...extra]);
}

// Looks at these addresses, and names all that is wrong with them.
export async function each(page, them) {
  const problems = [];
  for (const address of them) {
    try {
      await look(page, address, fine);
    } catch (error) {
      problems.push(String(error.message).slice(0, 700));
    }
  }
  assert.ok(!problems.length, problems.join('\n        '));
}

// The forms of the office: one of each record, a removal, a history of one record.
async function forms(page) {
  await page.goto(`${lev}/actions/M-03`);
  const edit = await page.locator('main a[href*="/edit/action/"]').first().getAttribute('href');
  return [...['action', 'participation', 'role', 'party', 'theme', 'topic', 'goal', 'milestone', 'result_figure', 'document', 'step', 'fact', 'mandate']
    .map(record => `${lev}/edit/${record}/new`), edit, `${edit}/removal`, edit.replace('/edit/', '/history/'), edit.replace('/edit/', '/redaction/')];
}

const narrow = { viewport: { width: 390, height: 800 } };

export const pages = async () => [
  ['every public page in Dutch, wide', (page, site) => all(page, site), { bypassCSP: true }],
  ['every public page in English, on a phone', (page, site) => all(page, site), { ...narrow, locale: 'en-GB', bypassCSP: true }],
  ['every page of the office in Dutch, wide', async (page, site) => {
    await signIn(page, site);
    await all(page, site, await forms(page));
  }, { bypassCSP: true }],
  ['every page of the office on a phone', async (page, site) => {
    await signIn(page, site);
    await all(page, site, await forms(page));
  }, { ...narrow, locale: 'en-GB', bypassCSP: true }],
  ['the matrix prints on at most three sheets', async page => {
    await page.goto(`${lev}/participation`);
    const pdf = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
    const sheets = (pdf.match(/\/Type\s*\/Page[^s]/g) ?? []).length;
    assert.ok(sheets >= 1 && sheets <= 3, `${sheets} sheets`);
  }],
  ['the timeline prints across on A3', async page => {
    await page.goto(`${lev}/timeline`);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const boxes = [...pdf.matchAll(/\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]/g)].map(found => [Math.round(found[1]), Math.round(found[2])]);
    assert.ok(boxes.length >= 1 && boxes.length <= 4, `${boxes.length} sheets`);
    for (const [width, height] of boxes) assert.ok(Math.abs(width - 1191) <= 2 && Math.abs(height - 842) <= 2, `${width} x ${height}`);
  }],
];
