// SPDX-License-Identifier: EUPL-1.2
// A real mail server for tests: STARTTLS and a login, or no mail at all. Whom a mail is for says what becomes of it:
//   later@   "not now" twice, then taken            never@   refused for good, as nobody has that address
//   refused@ refused after all of it, as a message  hang...@ no answer the first time, taken later
//   slow@    taken and told at once in the log; the sender hears of it only once the file LOG.go is there
// Each mail it took, and each slow one it has, is a line of JSON in the log.
//   node test/smtp_server.mjs PORT CERTIFICATE KEY LOG
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { SMTPServer } from 'smtp-server';

const [port, certificate, key, log] = process.argv.slice(2);
const asked = new Map();

function refusal(code, text) {
  return Object.assign(new Error(text), { responseCode: code });
}

function when(file, then) {
  if (existsSync(file)) then();
  else setTimeout(() => when(file, then), 20);
}

function tell(line) {
  appendFileSync(log, JSON.stringify(line) + '\n');
}

const server = new SMTPServer({
  cert: readFileSync(certificate), key: readFileSync(key), authMethods: ['PLAIN', 'LOGIN'], disableReverseLookup: true, closeTimeout: 100,
  onAuth(auth, session, done) {
    const right = auth.username === 'speerpunt' && auth.password === 'geheim woord';
    done(right ? null : refusal(535, '5.7.8 Wrong name or password'), { user: auth.username });
  },
  onRcptTo(address, session, done) {
    const who = address.address.split('@')[0];
    const times = (asked.get(who) ?? 0) + 1;
    asked.set(who, times);
    if (who === 'never') return done(refusal(550, '5.1.1 No such person here'));
    if (who === 'later' && times <= 2) return done(refusal(450, '4.2.0 Greylisted, try again'));
    if (who.startsWith('hang') && times === 1) return tell({ hangs: who });
    return done();
  },
  onData(stream, session, done) {
    const parts = [];
    stream.on('data', (part) => parts.push(part));
    stream.on('end', () => {
      const to = session.envelope.rcptTo.map((one) => one.address);
      const line = { to: to[0], all: to.length, from: session.envelope.mailFrom.address, tls: session.secure, user: session.user,
        message: Buffer.concat(parts).toString('utf8') };
      if (to[0].startsWith('refused@')) return done(refusal(554, '5.6.0 This message is not wanted'));
      tell(line);
      if (to[0].startsWith('slow@')) return when(log + '.go', () => done(null, 'Taken'));
      return done(null, 'Taken');
    });
  },
});
server.on('error', () => {});
server.listen(Number(port), '127.0.0.1', () => console.log('ready'));
