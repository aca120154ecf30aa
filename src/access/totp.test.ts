import assert from "node:assert/strict";
import { test } from "node:test";
import { newTotpSecret, totpAddress, totpStep } from "./totp.ts";

// RFC 6238, appendix B: the secret "12345678901234567890" and the last six digits of its SHA-1 codes.
const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const published: readonly [at: string, code: string][] = [
  ["1970-01-01T00:00:59Z", "287082"],
  ["2005-03-18T01:58:29Z", "081804"],
  ["2005-03-18T01:58:31Z", "050471"],
  ["2009-02-13T23:31:30Z", "005924"],
  ["2033-05-18T03:33:20Z", "279037"],
];
for (const [at, code] of published) {
  test(`the published code of ${at}`, () =>
    assert.equal(totpStep(code, secret, at, null), Math.floor(Date.parse(at) / 30_000)));
}

test("a step early or late is taken, two are not", () => {
  const code = "050471"; // of the step from 01:58:30 to 01:59:00
  const taken = (at: string): boolean => totpStep(code, secret, `2005-03-18T${at}Z`, null) !== null;
  assert.deepEqual(["01:57:59", "01:58:00", "01:58:29", "01:58:59", "01:59:29", "01:59:30"].map(taken), [
    false,
    true,
    true,
    true,
    true,
    false,
  ]);
});

test("a code of a step that was used, or one before it, is refused", () => {
  const at = "2005-03-18T01:58:31Z";
  const step = totpStep("050471", secret, at, null) ?? 0;
  assert.equal(totpStep("050471", secret, at, step), null);
  assert.equal(totpStep("081804", secret, at, step), null);
  assert.equal(totpStep("050471", secret, at, step - 1), step);
});

test("anything but six digits is no code", () => {
  for (const code of ["", "05047", "0504711", "05047a", "٠٥٠٤٧١", "-50471"])
    assert.equal(totpStep(code, secret, "2005-03-18T01:58:31Z", null), null, code);
  assert.notEqual(totpStep("050 471", secret, "2005-03-18T01:58:31Z", null), null);
});

test("a new secret has 160 bits and an address that apps read", () => {
  const made = newTotpSecret();
  assert.match(made, /^[A-Z2-7]{32}$/);
  assert.notEqual(made, newTotpSecret());
  assert.match(totpAddress(made, "intake-desk-1"), /^otpauth:\/\/totp\/Accord:intake-desk-1\?secret=/);
});
