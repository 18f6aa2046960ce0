import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { selfSigned } from '../http/certificate.ts';
import { freePort } from '../servers/free-port.ts';
import { headersOf, type MailServer, PASSWORD, startMail } from '../servers/notify/mail.ts';
import { at, openScene, type Scene } from './scene.ts';

async function openMail(context: TestContext, more = ''): Promise<{ scene: Scene; mail: MailServer }> {
  const scene = await openScene(context);
  const mail = await startMail();
  context.after(() => mail.close());
  await scene.write([
    `{ to: email, server: "${at('SMTP_URL')}", from: etl@example.org, recipients: [data@example.org, ops@example.org], retry_delay: 10ms${more} }`,
  ]);
  scene.breakMonth('2021-02');
  return { scene, mail };
}

test('a mail is plain text to every recipient, with its subject, and asks nobody to answer', async (context) => {
  const { scene, mail } = await openMail(context);
  const { code, stdout, stderr } = await scene.runAndNotify({ SMTP_URL: mail.url });
  assert.equal(code, 0, stdout + stderr);
  const [delivered, ...others] = mail.delivered;
  assert.deepEqual(others, []);
  assert.deepEqual([delivered?.from, delivered?.to], ['etl@example.org', ['data@example.org', 'ops@example.org']]);
  const raw = delivered?.raw ?? '';
  const headers = headersOf(raw);
  assert.deepEqual(headers.get('subject'), ['trips 2021-02 failed']);
  assert.match(headers.get('content-type')?.join() ?? '', /^text\/plain; charset=utf-8$/i);
  assert.deepEqual(headers.get('auto-submitted'), ['auto-generated']);
  assert.match(headers.get('message-id')?.join() ?? '', /^<[0-9a-f]{32}@example\.org>$/);
  assert.match(raw, /\r\n\r\n.*answered 410/s);
  assert.match(raw, /Owner: data@example\.org/);
  await scene.runAndNotify({ SMTP_URL: mail.url });
  assert.equal(mail.delivered.length, 1);
});

test('what stands in a template or in data begins no header', async (context) => {
  const scene = await openScene(context);
  const mail = await startMail();
  context.after(() => mail.close());
  await scene.write(
    [
      `{ to: email, server: "${at('SMTP_URL')}", from: etl@example.org, recipients: [data@example.org], title: "{description}{note}" }`,
    ],
    'description: "trips\\r\\nBcc: thief@example.org\\n\\nbody"',
    'parameters: { note: "end" }',
  );
  scene.breakMonth('2021-02');
  await scene.runAndNotify({ SMTP_URL: mail.url });
  const [delivered] = mail.delivered;
  assert.deepEqual(delivered?.to, ['data@example.org']);
  const headers = headersOf(delivered?.raw ?? '');
  assert.equal(headers.has('bcc'), false);
  assert.deepEqual(headers.get('subject'), ['trips\\r\\nBcc: thief@example.org\\n\\nbodyend']);
});

test('a refusal that passes is tried again with the same id, one that does not is not', async (context) => {
  const { scene, mail } = await openMail(context, ', retries: 2');
  mail.refusals.push(451);
  const passing = await scene.runAndNotify({ SMTP_URL: mail.url });
  assert.equal(passing.code, 0, passing.stdout);
  assert.match(passing.stdout, /the mail server did not take the mail: 451 \(EMESSAGE\); try 1 of 3/);
  assert.equal(mail.delivered.length, 1);

  scene.breakMonth('2021-03', 'contract');
  mail.refusals.push(554, 451);
  const lasting = await scene.runAndNotify({ SMTP_URL: mail.url });
  assert.equal(lasting.code, 1);
  assert.match(lasting.stdout + lasting.stderr, /2021-03 not told: the mail server did not take the mail: 554/);
  assert.deepEqual(mail.refusals, [451]);
});

test('a wrong password, a server that is not there and an address that is none are told without the password', async (context) => {
  const { scene, mail } = await openMail(context, ', retries: 0');
  const wrong = mail.url.replace(encodeURIComponent(PASSWORD), 'hunter2-hunter2');
  const cases: [url: string, RegExp][] = [
    [wrong, /the mail server did not take the mail: 535 \(EAUTH\)/],
    [`smtp://u:hunter2-hunter2@127.0.0.1:${await freePort()}`, /the mail server did not take the mail: \w+/],
    [
      'https://u:hunter2-hunter2@host',
      /the mail server does not hold an address like smtps:\/\/user:password@host:465/,
    ],
  ];
  for (const [url, message] of cases) {
    const { code, stdout, stderr } = await scene.runAndNotify({ SMTP_URL: url });
    assert.equal(code, 1);
    assert.match(stdout + stderr, message);
    assert.doesNotMatch(stdout + stderr, /hunter2/);
  }
  assert.deepEqual(mail.delivered, []);
});

test('a recipient that is refused is told', async (context) => {
  const scene = await openScene(context);
  const mail = await startMail();
  context.after(() => mail.close());
  await scene.write([
    `{ to: email, server: "${at('SMTP_URL')}", from: etl@example.org, recipients: [nobody@example.org, data@example.org], retries: 0 }`,
  ]);
  scene.breakMonth('2021-02');
  const { code, stdout, stderr } = await scene.runAndNotify({ SMTP_URL: mail.url });
  assert.equal(code, 1);
  assert.match(stdout + stderr, /the mail server refused 1 of 2 recipients/);
});

test('a certificate that nobody vouches for is refused, and no password goes to it', async (context) => {
  const scene = await openScene(context);
  const { key, cert } = selfSigned({ from: new Date(Date.now() - 60_000), to: new Date(Date.now() + 3_600_000) });
  const mail = await startMail({ secure: true, key, cert });
  context.after(() => mail.close());
  await scene.write([
    `{ to: email, server: "${at('SMTP_URL')}", from: etl@example.org, recipients: [data@example.org], retries: 0 }`,
  ]);
  scene.breakMonth('2021-02');
  const { code, stdout, stderr } = await scene.runAndNotify({ SMTP_URL: mail.url });
  assert.equal(code, 1);
  assert.match(stdout + stderr, /the mail server did not take the mail: (?:ESOCKET|ETLS|DEPTH_ZERO_SELF_SIGNED_CERT)/);
  assert.deepEqual(mail.delivered, []);
});
