import assert from "node:assert/strict";
import { test } from "node:test";
import { dayIn, ianaZone, readZonedTime, startOfDay } from "./time.ts";

const newYork = "America/New_York";

test("a wall-clock time is an instant with its offset", () => {
  assert.deepEqual(readZonedTime("2017-02-17T17:00", newYork), {
    at: "2017-02-17T22:00:00Z",
    local: "2017-02-17T17:00:00-05:00",
    reading: "as_written",
    other: null,
  });
});

test("a time that comes twice is the first of the two, and the other is told", () => {
  const read = readZonedTime("2017-11-05T01:30", newYork);
  assert.equal(read?.local, "2017-11-05T01:30:00-04:00");
  assert.equal(read?.reading, "first_of_two");
  assert.equal(read?.other?.local, "2017-11-05T01:30:00-05:00");
  assert.equal(readZonedTime("2017-11-05T00:59", newYork)?.reading, "as_written");
  assert.equal(readZonedTime("2017-11-05T02:00", newYork)?.reading, "as_written");
});

test("an offset chooses between the two", () => {
  const read = readZonedTime("2017-11-05T01:30-05:00", newYork);
  assert.deepEqual([read?.at, read?.reading, read?.other], ["2017-11-05T06:30:00Z", "as_written", null]);
  assert.equal(readZonedTime("2017-02-17T22:00Z", newYork)?.local, "2017-02-17T17:00:00-05:00");
});

test("a time that the clocks skip is as much later as they skip", () => {
  const read = readZonedTime("2017-03-12T02:30", newYork);
  assert.deepEqual([read?.local, read?.reading], ["2017-03-12T03:30:00-04:00", "skipped"]);
  assert.equal(readZonedTime("2017-03-12T01:59", newYork)?.reading, "as_written");
  assert.equal(readZonedTime("2017-03-12T03:00", newYork)?.reading, "as_written");
});

for (const text of [
  "2017-02-29T17:00",
  "2017-02-17T24:01",
  "2017-02-17",
  "17:00",
  "2017-02-17T17:00-06:00",
  "2017-02-17T17:00[America/New_York]",
  "next Friday",
  "",
]) {
  test(`no time: "${text}"`, () => assert.equal(readZonedTime(text, newYork), null));
}

test("a zone is an IANA name in its own spelling; offsets and abbreviations are none", () => {
  assert.equal(ianaZone("america/new_york"), newYork);
  assert.equal(ianaZone("America/Indiana/Knox"), "America/Indiana/Knox");
  assert.equal(ianaZone("UTC"), "UTC");
  for (const text of ["EST", "-05:00", "America/Nowhere", "2017-01-01T00:00[America/New_York]", ""])
    assert.equal(ianaZone(text), null, text);
});

test("a day begins at its first moment, also where the clocks skip midnight", () => {
  assert.equal(startOfDay("2017-03-12", newYork), "2017-03-12T05:00:00Z");
  assert.equal(startOfDay("2015-10-18", "America/Sao_Paulo"), "2015-10-18T03:00:00Z"); // 01:00 -02:00
  assert.equal(dayIn("2017-02-18T04:59:59Z", newYork), "2017-02-17");
  assert.equal(dayIn("2017-02-18T05:00:00Z", newYork), "2017-02-18");
});
