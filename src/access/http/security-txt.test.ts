import assert from "node:assert/strict";
import { after, test } from "node:test";
import { openAccessSite } from "../../../test/support/access-site.ts";

const site = await openAccessSite(
  { after },
  { ACCORD_PUBLIC_URL: "https://accord.example", ACCORD_SECURITY_CONTACT: "mailto:security@accord.example" },
);
const plain = await openAccessSite({ after });

test("security.txt names the contact and ends within a year", async () => {
  const answer = await site.app.request("https://accord.example/.well-known/security.txt");
  assert.match(answer.headers.get("content-type") ?? "", /^text\/plain/);
  assert.equal(
    await answer.text(),
    [
      "Contact: mailto:security@accord.example",
      "Expires: 2026-07-04T00:00:00Z",
      "Preferred-Languages: en",
      "Canonical: https://accord.example/.well-known/security.txt",
      "Policy: https://accord.example/security",
      "",
    ].join("\n"),
  );
});

test("without a configured contact it leads to a page that is there", async () => {
  const text = await (await plain.app.request("http://localhost/.well-known/security.txt")).text();
  assert.match(text, /^Contact: http:\/\/localhost\/security$/m);
  const policy = await plain.app.request("http://localhost/security");
  assert.match(await policy.text(), /Tell us of a weakness/);
});
