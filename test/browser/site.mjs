// SPDX-License-Identifier: EUPL-1.2
// The built program with the Liemers in it, or another region, for browser stories: a server on a free port, ended by its own pid.
import { spawn, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

export class Site {
  // `files` of the open format: below data/, or objects.
  constructor(program, files = ['lev/lev-2020-2023', 'lev/lev-2024-2026']) {
    this.program = resolve(program);
    this.folder = mkdtempSync(join(tmpdir(), 'speerpunt-browser-'));
    this.database = join(this.folder, 'site.db');
    this.run('init', '--email', 'office@example.nl', '--name', 'Programmabureau', '--quiet');
    this.run('import', ...files.map(file => typeof file === 'string' ? join(root, 'data', file + '.json') : this.write('programme.json', JSON.stringify(file))));
  }

  // A file of this site's own; gives its path.
  write(name, text) {
    const path = join(this.folder, name);
    writeFileSync(path, text);
    return path;
  }

  run(verb, ...words) {
    return execFileSync(this.program, [verb, '--database', this.database, '--lang', 'en', ...words],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  }

  // A path that signs this person in, once.
  link(email = 'office@example.nl') {
    return this.run('user', 'link', email).trim();
  }

  routes() {
    return [...this.run('check', '--routes').matchAll(/\| GET \| `([^`]+)`/g)].map(found => found[1]);
  }

  start(...options) {
    this.server = spawn(this.program, ['serve', '--database', this.database, '--port', '0', '--lang', 'en', ...options],
      { env: { ...process.env, SPEERPUNT_STRICT: '1' }, stdio: ['ignore', 'ignore', 'pipe'] });
    this.log = '';
    return new Promise((done, fail) => {
      this.server.stderr.on('data', piece => {
        this.log += piece;
        const found = /http:\/\/127\.0\.0\.1:\d+/.exec(this.log);
        if (found) done(this.address = found[0]);
      });
      this.server.on('exit', code => {
        this.ended = code ?? 'killed';
        fail(new Error(`the server ended (${code}): ${this.log}`));
      });
    });
  }

  stop() {
    this.server?.removeAllListeners('exit');
    this.server?.kill('SIGTERM');
    rmSync(this.folder, { recursive: true, force: true });
  }
}
