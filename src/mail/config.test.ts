import assert from "node:assert/strict";
import { test } from "node:test";
import { InvalidInput } from "../base/errors.ts";
import { mailLine, readMailConfig } from "./config.ts";

const from = "Accord <accord@County.example>";

test("a server and a sender are read, with the port of each scheme", () => {
  assert.deepEqual(
    readMailConfig({ ACCORD_SMTP_URL: "smtps://desk:p%40ss@mail.county.example", ACCORD_MAIL_FROM: from }),
    {
      host: "mail.county.example",
      port: 465,
      is_tls: true,
      is_loopback: false,
      user: "desk",
      password: "p@ss",
      from,
      domain: "county.example",
    },
  );
  const local = readMailConfig({
    ACCORD_SMTP_URL: "smtp://[::1]:2525/",
    ACCORD_MAIL_FROM: "accord@county.example",
  });
  assert.deepEqual(
    [local?.host, local?.port, local?.is_loopback, local?.user, local?.domain],
    ["::1", 2525, true, null, "county.example"],
  );
  const other = readMailConfig({ ACCORD_SMTP_URL: "smtp://mail.county.example", ACCORD_MAIL_FROM: from });
  assert.deepEqual([other?.port, other?.is_tls, other?.is_loopback], [587, false, false]);
});

test("without either, mail is not configured, and the line at the start says what that means", () => {
  assert.equal(readMailConfig({}), null);
  assert.match(
    mailLine(null, null),
    /^Mail is not configured .* alarms are raised and shown on the desk page, and no mail is sent$/,
  );
  const config = readMailConfig({
    ACCORD_SMTP_URL: "smtps://desk:secret@mail.county.example",
    ACCORD_MAIL_FROM: from,
  });
  assert.equal(
    mailLine(config, "https://accord.county.example"),
    `Alarms and notices go by mail from ${from} through mail.county.example:465`,
  );
  assert.match(mailLine(config, null), /set ACCORD_PUBLIC_URL to have links/);
});

const wrong: readonly [name: string, env: NodeJS.ProcessEnv, said: RegExp][] = [
  [
    "a server without a sender",
    { ACCORD_SMTP_URL: "smtp://localhost" },
    /ACCORD_MAIL_FROM is not set; ACCORD_SMTP_URL needs it/,
  ],
  [
    "a sender without a server",
    { ACCORD_MAIL_FROM: from },
    /ACCORD_SMTP_URL is not set; ACCORD_MAIL_FROM needs it/,
  ],
  [
    "another scheme",
    { ACCORD_SMTP_URL: "https://u:secret@mail.example", ACCORD_MAIL_FROM: from },
    /ACCORD_SMTP_URL is not a mail server's address/,
  ],
  [
    "options in the address",
    { ACCORD_SMTP_URL: "smtp://mail.example?tls=0", ACCORD_MAIL_FROM: from },
    /ACCORD_SMTP_URL is not/,
  ],
  [
    "a sender with a line break",
    { ACCORD_SMTP_URL: "smtp://localhost", ACCORD_MAIL_FROM: "a@b.example\r\nBcc: c@d.example" },
    /ACCORD_MAIL_FROM is not a sender/,
  ],
  ["a name that nobody knows", { ACCORD_SMTP_PASSWORD: "secret" }, /ACCORD_SMTP_PASSWORD is not known/],
];
for (const [name, env, said] of wrong)
  test(`refused in one line, without the password: ${name}`, () => {
    assert.throws(
      () => readMailConfig(env),
      (error: Error) => {
        assert.ok(error instanceof InvalidInput);
        assert.match(error.message, said);
        assert.doesNotMatch(error.message, /secret|\n/);
        return true;
      },
    );
  });
