import assert from "node:assert/strict";
import { after, test } from "node:test";
import { openExchange } from "../../../test/support/exchange.ts";
import {
  canaries,
  caseFor,
  contextFor,
  dayOfTheCall,
  holdWithIncident,
} from "../../../test/support/packet-cases.ts";
import type { ExchangeEvent } from "../../law/exchange/event.ts";
import type { RequestCase } from "../exchange/case.ts";
import type { EvidencePacket, PacketItem } from "./packet.ts";
import { packetJson, packetSha256, readPacketJson } from "./packet-json.ts";
import { packetOf } from "./packet-of.ts";

const exchange = await openExchange({ after });
const number = "BK-20260301-17";
const call = await dayOfTheCall(exchange, number);
const callSeen = {
  clerk: await caseFor(exchange, "clerk", call),
  officer: await caseFor(exchange, "officer", call),
};
const context = await contextFor(exchange, "clerk", callSeen.clerk);
const jail = packetOf(callSeen.clerk, context);
const ice = packetOf(callSeen.officer, await contextFor(exchange, "officer", callSeen.officer));
const text = (packet: EvidencePacket): string => packetJson(packet);

const eventIds = (json: string): Set<number> =>
  new Set([...json.matchAll(/"event_id":(\d+)/g)].map((found) => Number(found[1])));
const fact = (item: PacketItem, id: string) => item.facts.find((one) => one.id === id);

test("11:52, 12:00 and 14:34 stand in it to the minute, with the time between them in words", () => {
  const { timeline, intervals } = jail.summary;
  const strip = timeline.map((point) => [point.code, point.at.local.slice(11, 16), point.minutes]);
  assert.deepEqual(strip, [
    ["received", "08:30", null],
    ["releasable", "11:52", 202],
    ["notice", "12:00", 8],
    ["released", "14:34", 154],
  ]);
  assert.equal(intervals[0], "Notice was given 8 minutes after the order and 2 h 34 min before the release.");
  const [notice] = jail.items.notices.log;
  assert.deepEqual(
    [notice?.at.at, notice?.at.local, notice?.channel, notice?.reached, notice?.answer],
    [
      "2026-03-02T18:00:00.000Z",
      "2026-03-02T12:00:00-06:00",
      "phone",
      "duty officer, field office",
      "will_not_come",
    ],
  );
});

test("both accounts stand side by side, and the finding says that they differ", () => {
  const { said } = jail.items.statements;
  assert.deepEqual(
    said.map((one) => [one.side, one.outcome, one.asked]),
    [
      ["custodian", "RELEASED_AFTER_NOTICE", null],
      ["issuer", "DECLINED", "hold"],
    ],
  );
  assert.equal(jail.items.finding.finding.finding, callSeen.clerk.finding.finding);
  assert.equal(jail.items.finding.finding.disagreement, true);
  assert.match(jail.items.finding.grade_words, /^grade X/);
});

test("every event that its reader sees is named, save counsel's privileged advice", () => {
  const named = eventIds(text(jail));
  const privileged = (event: ExchangeEvent) =>
    event.kind === "opinion_recorded" && event.details.is_privileged;
  const left = callSeen.clerk.events.filter((event) => !named.has(event.event_id));
  assert.deepEqual(
    left.filter((event) => !privileged(event)).map((event) => event.kind),
    [],
  );
  assert.equal(left.length, 1);
  const recorded = jail.items.request.facts.filter((one) => one.standing === "recorded");
  assert.ok(recorded.length > 8 && recorded.every((one) => one.source?.organisation_id === "sample-il-jail"));
});

test("an answer keeps the authority that was shown with it, and its hash is checked", () => {
  const [hold] = jail.items.answers.given;
  assert.equal(hold?.authority?.modality, "must_not");
  assert.ok(hold?.authority?.sources.every((one) => one.cite !== "" && one.verification !== undefined));
  assert.equal(hold?.is_as_kept, true);
  const altered = callSeen.clerk.events.map((event) =>
    event.kind === "responded"
      ? {
          ...event,
          details: { ...event.details, authority: { ...event.details.authority, modality: "must" } },
        }
      : event,
  ) as RequestCase["events"];
  const other = packetOf({ ...callSeen.clerk, events: altered }, context);
  assert.equal(other.items.answers.given[0]?.is_as_kept, false);
});

test("a corrected answer stands with both versions", () => {
  const [erratum] = jail.items.errata.corrections;
  assert.equal(erratum?.after.corrects, erratum?.before.event_id);
  assert.deepEqual(
    erratum?.changes.map((change) => change.field),
    ["note", "provision"],
  );
  assert.deepEqual(
    erratum?.changes.find((change) => change.field === "provision"),
    { field: "provision", before: "il-trust-act", after: "il-way-forward-2021-p01" },
  );
  assert.deepEqual(
    jail.items.answers.given.filter((one) => one.asked === "hold").map((one) => one.provision),
    ["il-way-forward-2021-p01"],
  );
});

test("the jail's packet has its own record; what ICE does not see is not in ICE's", () => {
  for (const shown of [canaries.order, canaries.charge, canaries.release_note, canaries.open_opinion])
    assert.ok(text(jail).includes(shown), shown);
  for (const canary of Object.values(canaries)) assert.ok(!text(ice).includes(canary), canary);
  assert.deepEqual(
    ice.items.custody.facts.map((one) => [one.id, one.standing]),
    [["custody", "not_shared"]],
  );
  assert.equal(fact(ice.items.release, "releasable")?.standing, "not_shared");
  assert.equal(ice.is_barred_from_publication, null);
  assert.equal(jail.is_barred_from_publication, false);
});

test("unshared events that a case should not hold still do not reach the other side's packet", async () => {
  const mixed = { ...callSeen.officer, events: callSeen.clerk.events };
  const packet = packetOf(mixed, await contextFor(exchange, "officer", callSeen.officer));
  for (const canary of Object.values(canaries)) assert.ok(!text(packet).includes(canary), canary);
});

test("privileged advice and the key of the person are in no packet; numbers only where they are asked for", () => {
  const key = callSeen.clerk.booking?.state.person_key ?? "";
  assert.equal(key.length, 64);
  const numbered = packetOf(callSeen.clerk, context, { include_booking_number: true });
  for (const packet of [jail, ice, numbered]) {
    assert.ok(!text(packet).includes(canaries.privileged));
    assert.ok(!text(packet).includes(key) && !text(packet).includes("person_key"));
    assert.ok(!text(packet).includes("A 000 000 000"));
  }
  for (const packet of [jail, ice])
    for (const hidden of [number, "EVT-778812"]) assert.ok(!text(packet).includes(hidden), hidden);
  assert.ok(text(numbered).includes(number) && text(numbered).includes("EVT-778812"));
  assert.match(jail.items.statements.said[0]?.evidence ?? "", /Booking \[number left out\]/);
});

test("an opinion that was privileged in any version stays out, its corrections too", () => {
  const [opened] = callSeen.clerk.events.filter(
    (event) => event.kind === "opinion_recorded" && event.details.is_privileged,
  );
  const released = {
    ...opened,
    event_id: 9_990_000,
    supersedes: opened?.event_id,
    details: { text: `${canaries.privileged}, now open`, is_privileged: false },
  } as ExchangeEvent;
  const packet = packetOf({ ...callSeen.clerk, events: [...callSeen.clerk.events, released] }, context);
  assert.ok(!text(packet).includes(canaries.privileged));
  assert.ok(text(packet).includes(canaries.open_opinion));
});

test("a juvenile's packet bars publication and has no charges, and does not say why", async () => {
  for (const [flag, other] of [
    ["is_juvenile", "BK-J1"],
    ["is_protected", "BK-P1"],
  ] as const) {
    const request = await dayOfTheCall(exchange, other, { [flag]: true });
    const seen = await caseFor(exchange, "clerk", request);
    const packet = packetOf(seen, await contextFor(exchange, "clerk", seen));
    assert.equal(packet.is_barred_from_publication, true);
    assert.ok(!text(packet).includes(canaries.charge) && !text(packet).includes(canaries.open_opinion));
    assert.equal(fact(packet.items.custody, "charge_1")?.standing, "withheld");
    assert.doesNotMatch(text(packet), /juvenile|1367|is_protected|protected_person/);
  }
});

test("a reason that names a protected person is told to nobody", () => {
  const events = callSeen.officer.events.map((event) =>
    event.kind === "responded"
      ? { ...event, details: { ...event.details, reason_code: "protected_person", note: "SECRET-NOTE" } }
      : event,
  ) as RequestCase["events"];
  const explanation = ['the jail answered "will not" (protected person)'];
  const finding = { ...callSeen.officer.finding, explanation };
  const packet = packetOf(
    { ...callSeen.officer, events, finding },
    { ...context, made_for: exchange.actors.officer },
  );
  assert.equal(packet.is_barred_from_publication, true);
  assert.equal(packet.items.answers.given[0]?.reason_code, null);
  assert.doesNotMatch(text(packet), /protected[ _]person|SECRET-NOTE/);
});

test("a hold that ran over stands with its rule, the ends by other rules, and its incident with the reason", async () => {
  const request = await holdWithIncident(exchange);
  const seen = await caseFor(exchange, "texas_clerk", request);
  const packet = packetOf(seen, await contextFor(exchange, "texas_clerk", seen));
  const { hold, law } = packet.items;
  assert.equal(fact(hold, "window_ends")?.at?.local, "2026-03-08T09:40:00-06:00"); // 48 hours over a change of clocks
  assert.match(fact(hold, "window_ends")?.words ?? "", /form-i-247a/);
  assert.equal(fact(hold, "other_end_1")?.at?.local, "2026-03-10T08:40:00-06:00");
  assert.match(fact(hold, "held_for")?.words ?? "", /48 h 10 min; the hold ended 10 minutes after/);
  assert.match(hold.incidents[0]?.closed?.reason ?? "", /relief desk/);
  assert.equal(law.clock?.rules.find((rule) => rule.is_used)?.end_at, "2026-03-08T15:40:00Z");
  assert.equal(law.day, "2026-03-06");
  assert.match(law.notes.join(" "), /as of 2026-03-08; the day of this case is 2026-03-06/);
  const office = await caseFor(exchange, "officer", request);
  const theirs = packetOf(office, await contextFor(exchange, "officer", office));
  assert.equal(fact(theirs.items.release, "releasable")?.words, "as the hold names it");
});

test("the law of the day is taken where it is handed in", () => {
  const { hold } = callSeen.clerk.authority;
  const authority = { hold: { ...hold, on: "2026-03-02" } } as RequestCase["authority"];
  const packet = packetOf(callSeen.clerk, { ...context, authority });
  assert.deepEqual(
    packet.items.law.standing.map((one) => [one.request, one.on]),
    [["hold", "2026-03-02"]],
  );
});

test("after a transfer each custodian's packet has its own booking only", async () => {
  const { act, clock } = exchange;
  clock.set("2026-03-09T15:00:00.000Z");
  const form = { form: "I-247A", issued_on: "2026-03-09", issuing_unit: "Sample office", warrant: "I-205" };
  const booking = await act("clerk", "book", null, {
    facility_id: "sample-il-jail",
    booking_number: "MOVED-1",
    person_id: "P",
    booked_at: "2026-03-09T08:00",
    charges: [{ description: canaries.charge }],
  });
  const { request_id } = await act("clerk", "log_request", null, {
    ...form,
    facility_id: "sample-il-jail",
    booking_number: "MOVED-1",
    issuer_organisation_id: "sample-ero-office",
    received_at: "2026-03-09T08:30",
    channel: "email",
  });
  await act("clerk", "transfer", booking.booking_id, {
    at: "2026-03-09T09:00",
    to_facility_id: "sample-tx-jail",
    to_agency: "Sample Borderland Jail",
    reason: "court order",
  });
  const seen = await caseFor(exchange, "texas_clerk", request_id as number);
  const packet = packetOf(seen, await contextFor(exchange, "texas_clerk", seen));
  assert.ok(!text(packet).includes(canaries.charge));
  assert.deepEqual(
    packet.items.custody.facts.filter((one) => one.id.startsWith("custodian")).map((one) => one.words),
    [
      "Sample County Jail (made up): moved to another facility or agency",
      "Sample Borderland Jail (made up): open",
    ],
  );
  assert.equal(packet.custodian.organisation_id, "sample-tx-jail");
});

test("what is recorded nowhere is said to be so", async () => {
  const { request_id } = await exchange.act("officer", "issue_request", null, {
    form: "I-247N",
    issued_on: "2026-03-09",
    bases: ["final_order"],
    addressee: "Sample Township Lockup",
    issuing_unit: "Sample office",
  });
  const seen = await caseFor(exchange, "officer", request_id as number);
  const packet = packetOf(seen, await contextFor(exchange, "officer", seen));
  assert.equal(packet.time_zone, "UTC");
  assert.equal(fact(packet.items.notices, "notices")?.standing, "not_recorded");
  assert.match(packet.items.hold.notes.join(" "), /I-247N asked for no hold/);
  assert.deepEqual(packet.items.law.standing, []);
  assert.match(packet.items.law.notes.join(" "), /no law of its place is shown/);
});

test("the same case gives the same packet, and its JSON is read back and holds its own hash", () => {
  assert.deepEqual(packetOf(callSeen.clerk, context), jail);
  assert.deepEqual(readPacketJson(text(jail)), jail);
  assert.equal(JSON.parse(text(jail)).packet_sha256, packetSha256(jail));
  assert.throws(() => readPacketJson(text(jail).replace("12:00", "12:01")), /does not have the hash/);
  assert.throws(() => readPacketJson(text(jail).replace('{"audience"', '{ "audience"')), /canonical form/);
  assert.throws(() => readPacketJson("{}"), /not an evidence packet/);
});

test("its own words are neutral", () => {
  const bare = JSON.stringify(jail, (key, value) => (key === "sources" ? undefined : value));
  assert.doesNotMatch(bare, /sanctuary|criminal alien|failed to|\billegal|\binmate|\balien/i);
});
