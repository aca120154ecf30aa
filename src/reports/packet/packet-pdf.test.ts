import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { openExchange } from "../../../test/support/exchange.ts";
import { testFolder } from "../../../test/support/folder.ts";
import { canaries, caseFor, contextFor, dayOfTheCall } from "../../../test/support/packet-cases.ts";
import type { EventOf, ExchangeEvent } from "../../law/exchange/event.ts";
import { findingOf } from "../../law/exchange/finding.ts";
import { foldRequest } from "../../law/exchange/request-state.ts";
import type { RequestCase } from "../exchange/case.ts";
import type { EvidencePacket } from "./packet.ts";
import { packetOf } from "./packet-of.ts";
import { renderPacketPdf } from "./packet-pdf.ts";

const exchange = await openExchange({ after });
const folder = testFolder({ after });
const request = await dayOfTheCall(exchange);
const seen = await caseFor(exchange, "clerk", request);
const context = await contextFor(exchange, "clerk", seen);
const packet = packetOf(seen, context);
const fingerprint = "ab".repeat(32);
const pdf = await renderPacketPdf(packet, fingerprint);

const hasTools = ["pdftotext", "pdfinfo"].every((tool) => spawnSync(tool, ["-v"]).error === undefined);
const needsTools = {
  skip: hasTools ? false : "pdftotext and pdfinfo (poppler-utils) are not installed here",
};

function tool(name: string, bytes: Buffer, ...options: string[]): string {
  const file = join(folder, "packet.pdf");
  writeFileSync(file, bytes);
  const done = spawnSync(name, [...options, file, ...(name === "pdftotext" ? ["-"] : [])], {
    encoding: "utf8",
  });
  assert.equal(done.status, 0, done.stderr);
  return done.stdout;
}

const pagesOf = (bytes: Buffer): string[] => tool("pdftotext", bytes, "-layout").split("\f").slice(0, -1);
const oneLine = (text: string): string => text.replace(/\s+/g, " ");

/** The case with more events of its log, folded and found anew. */
function withMore(more: readonly ExchangeEvent[]): RequestCase {
  const events = [...seen.events, ...more].toSorted((a, b) => a.event_id - b.event_id);
  const state = foldRequest(events, seen.state.custodian_organisation_id);
  assert.ok(state !== null);
  return { ...seen, events, state, finding: findingOf(state) };
}

const notice = seen.events.find((event) => event.kind === "notice_sent") as EventOf<"notice_sent">;

test("the same packet gives the same bytes, and no clock of this machine enters them", async () => {
  assert.ok((await renderPacketPdf(packetOf(seen, context), fingerprint)).equals(pdf));
  assert.doesNotMatch(pdf.toString("latin1"), /CreationDate|ModDate|xmp:CreateDate/);
});

test("it is tagged, has a title and a language, and says that it is PDF/UA-1", needsTools, () => {
  const info = tool("pdfinfo", pdf);
  assert.match(info, /Tagged: +yes/);
  assert.match(info, new RegExp(`Title: +Evidence packet: request ${request}`));
  const structure = tool("pdfinfo", pdf, "-struct");
  for (const tag of ["H1", "Table", "TH", "Figure", "LI", "P"])
    assert.match(structure, new RegExp(`\\b${tag}\\b`), tag);
  assert.match(tool("pdfinfo", pdf, "-meta"), /<pdfuaid:part>1<\/pdfuaid:part>/);
});

test("the first page tells the whole case in two minutes", needsTools, () => {
  const [first = "", second = ""] = pagesOf(pdf).map(oneLine);
  for (const words of [
    "Tell ICE of the release",
    "Not done: the law did not permit it.",
    "08:30 11:52 12:00 14:34",
    "8 minutes",
    "2 h 34 min",
    "Notice was given 8 minutes after the order and 2 h 34 min before the release.",
    "Released after notice; ICE did not take custody",
    "Declined to hold",
    "Notified, and did not hold",
    "The two sides differ.",
  ])
    assert.ok(first.includes(words), words);
  const words = first.split(" ").length;
  assert.ok(words < 400, `${words} words at 200 a minute`);
  assert.match(second, /1 The request/);
});

test(
  "each page names the request, the position, the hash, its number, and that the data is invented",
  needsTools,
  () => {
    const pages = pagesOf(pdf);
    assert.ok(pages.length >= 3 && pages.length <= 5, `${pages.length} pages`);
    for (const [at, page] of pages.entries()) {
      assert.match(page, /Synthetic data/);
      const footer = `Request ${request} · record position 41 · ${"5f".repeat(8)}`;
      assert.ok(
        oneLine(page).includes(footer) && page.includes(`Page ${at + 1} of ${pages.length}`),
        `page ${at + 1}`,
      );
    }
  },
);

test("twelve items in their order, each with its facts", needsTools, () => {
  const all = oneLine(pagesOf(pdf).join(" "));
  const titles = Object.values(packet.items)
    .toSorted((a, b) => a.item - b.item)
    .map((item) => `${item.item} ${item.title}`);
  assert.equal(titles.length, 12);
  const places = titles.map((title) => all.indexOf(title));
  assert.deepEqual(
    places,
    places.toSorted((a, b) => a - b),
  );
  assert.ok(places.every((place) => place > 0));
  for (const words of [canaries.order, "event 290000", "5 ILCS 805", "text checked"].map((one) =>
    one.replace("event ", ""),
  ))
    assert.ok(all.includes(words), words);
  assert.doesNotMatch(all, /sanctuary|criminal alien|failed to|\billegal|\binmate|\balien/i);
});

test("what the other side does not see is not on its pages", needsTools, async () => {
  const theirs = await caseFor(exchange, "officer", request);
  const own = packetOf(theirs, await contextFor(exchange, "officer", theirs));
  const all = oneLine(pagesOf(await renderPacketPdf(own, fingerprint)).join(" "));
  for (const canary of Object.values(canaries)) assert.ok(!all.includes(canary), canary);
  assert.match(all, /not shared with this reader, or not recorded/);
  assert.match(all, /Ask the jail before anything of it is published/);
});

test("a case of 200 events lays out, with every notice in its table", needsTools, async () => {
  const more = Array.from({ length: 190 }, (_, at): ExchangeEvent => {
    const minute = new Date(Date.parse(notice.occurred_at) + (at + 1) * 30_000).toISOString();
    return { ...notice, event_id: notice.event_id + 1 + at, occurred_at: minute };
  });
  const long = packetOf(withMore(more), context);
  const found = pagesOf(await renderPacketPdf(long, fingerprint));
  const all = oneLine(found.join(" "));
  for (const { event_id } of more) assert.ok(all.includes(`${event_id},`), `event ${event_id}`);
  assert.match(found[1] ?? "", /The request/, "the summary still fits its page");
});

test(
  "long entries and words without an end stay on the page, and the summary on its own",
  needsTools,
  async () => {
    const endless = "x".repeat(1900);
    const long = withMore(
      ["sample-il-jail", "sample-ero-office"].map((organisation_id, at) => {
        const said = seen.events.find(
          (event) => event.kind === "outcome_asserted" && event.organisation_id === organisation_id,
        ) as EventOf<"outcome_asserted">;
        const evidence = at === 0 ? endless : "a word and another ".repeat(100);
        return {
          ...said,
          event_id: said.event_id + 5,
          supersedes: said.event_id,
          details: { ...said.details, evidence },
        };
      }),
    );
    const found = pagesOf(await renderPacketPdf(packetOf(long, context), fingerprint));
    assert.match(found[1] ?? "", /The request/);
    const crosses = (found.join("").match(/x/g) ?? []).length;
    assert.ok(crosses >= 2 * 1900, `only ${crosses} of its letters are on the pages`); // statement and errata
  },
);

test("signs that the fonts lack do not stop it", async () => {
  const odd: EvidencePacket = { ...packet, facility: { ...packet.facility, name: "县 → 🏛" } };
  assert.ok((await renderPacketPdf(odd, fingerprint)).length > 1000);
});
