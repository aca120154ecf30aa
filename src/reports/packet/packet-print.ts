import type { Json } from "../../base/canonical-json.ts";
import { durationWords } from "../../law/exchange/notice-timing.ts";
import type { EvidencePacket, Milestone } from "./packet.ts";
import { packetPaths } from "./packet-paths.ts";
import {
  type Block,
  errataBlocks,
  findingBlocks,
  holdBlocks,
  noticeBlocks,
  plainBlocks,
  statementBlocks,
} from "./print-blocks.ts";
import { answerBlocks, lawBlocks, SourceList } from "./print-law.ts";
import { absentWords, capital, clipped, clockWords, dayWords, PrintWords } from "./print-words.ts";
import { basisOfKnowing, spoken } from "./words.ts";

const banners = {
  synthetic: "Synthetic data: this case is invented. Do not take anything here for a real one.",
  barred:
    "Not for publication. Law protects this person's information: no part of this packet may be published by itself.",
  unknown:
    "Whether law bars the publication of this case by itself is not shared with this reader. Ask the jail before anything of it is published.",
};

/** What the reader must know before reading on. */
export function bannersOf(packet: EvidencePacket): string[] {
  const barred = packet.is_barred_from_publication;
  return [
    ...(packet.is_synthetic ? [banners.synthetic] : []),
    ...(barred === true ? [banners.barred] : barred === null ? [banners.unknown] : []),
  ];
}

const minutesOfDays = 3 * 24 * 60; // from here on, days say more than hours

/** The time since the milestone before: `8 minutes`, `2 h 34 min`, `12 days`. */
function gapWords(minutes: number): string {
  if (minutes === 0) return "same minute";
  if (minutes < minutesOfDays) return durationWords(minutes);
  return `${Math.round(minutes / 1440)} days`;
}

const perRow = 7;

function timelineModel(timeline: readonly Milestone[]): Json {
  const points = timeline.map((point, at) => {
    const day = point.at.local.slice(0, 10);
    const isNewDay = at % perRow === 0 || timeline[at - 1]?.at.local.slice(0, 10) !== day;
    return {
      time: clockWords(point.at),
      day: isNewDay ? dayWords(day) : "",
      label: point.label,
      gap: point.minutes === null ? "" : gapWords(point.minutes),
    };
  });
  const rows = Array.from({ length: Math.ceil(points.length / perRow) }, (_, at) =>
    points.slice(at * perRow, (at + 1) * perRow),
  );
  const told = timeline.map((point) => {
    const after = !point.minutes ? "" : `, ${gapWords(point.minutes)} later`;
    return `${dayWords(point.at.local.slice(0, 10))}, ${clockWords(point.at)}${after}: ${point.label}`;
  });
  return { rows, alt: `The course of events, in order. ${told.join("; ")}.` };
}

const mostAccounts = 2; // of the custodians of one request, the last two on the first page; all of them under 10

function accountModel(packet: EvidencePacket, side: "custodian" | "issuer"): Json {
  const { said } = packet.items.statements;
  const own = said.filter((one) => one.side === side);
  const who = side === "issuer" ? "What ICE says came of it" : "What the jail says came of it";
  return {
    who,
    more: Math.max(0, own.length - mostAccounts),
    lines: own.slice(-mostAccounts).map((one) => ({
      words: capital(one.words),
      by: one.source.organisation,
      basis: basisOfKnowing[one.basis] ?? spoken(one.basis),
      evidence: clipped(one.evidence, own.length > 1 ? 100 : 220),
    })),
  };
}

function summaryModel(packet: EvidencePacket, words: PrintWords): Json {
  const { summary, items } = packet;
  const { finding } = items.finding;
  return {
    asked: summary.asked.map((line) => [
      line.words,
      line.answer === null ? absentWords.not_recorded : spoken(line.answer),
      capital(line.standing),
      line.standing === "not recorded" ? "" : `${capital(clipped(words.local(line.why), 170))}.`,
    ]),
    timeline: timelineModel(summary.timeline),
    intervals: summary.intervals.map((text) => words.local(text)),
    accounts: [accountModel(packet, "custodian"), accountModel(packet, "issuer")],
    finding: {
      words: capital(finding.words),
      grade: capital(items.finding.grade_words),
      rule: finding.rule,
      sides: finding.disagreement
        ? "The two sides differ. Both accounts are kept; the finding is what the logged facts show, and no verdict."
        : "The finding is made by a published rule from the log and from what each side says. It is no verdict.",
    },
    corrected: items.errata.corrections.length,
  };
}

function statusRows(packet: EvidencePacket, words: PrintWords): [string, string][] {
  const { facility, issuer, made_for, summary, record, made_at } = packet;
  const place = facility.state === null ? facility.name : `${facility.name}, ${facility.state}`;
  return [
    ["Jail", place],
    ["Issuing office", issuer.name],
    ["Form and date on it", `${summary.form}, ${dayWords(summary.issued_on)}`],
    ["Made for", made_for.name],
    ["As known on", `${words.when(made_at)}, at position ${record.position} of the record`],
    ["Times", words.clock()],
  ];
}

function itemModels(packet: EvidencePacket, words: PrintWords): Json {
  const { items } = packet;
  const list = new SourceList();
  const blocks: readonly (readonly [{ item: number; title: string }, Block[]])[] = [
    [items.request, plainBlocks(words, items.request)],
    [items.transmission, plainBlocks(words, items.transmission)],
    [items.custody, plainBlocks(words, items.custody)],
    [items.release, plainBlocks(words, items.release)],
    [items.notices, noticeBlocks(words, items.notices)],
    [items.hold, holdBlocks(words, items.hold)],
    [items.arrival, plainBlocks(words, items.arrival)],
    [items.answers, answerBlocks(words, items.answers, list)],
    [items.law, lawBlocks(words, items.law, list)],
    [items.statements, statementBlocks(words, items.statements)],
    [items.finding, findingBlocks(words, items)],
    [items.errata, errataBlocks(words, items.errata)],
  ];
  return blocks.map(([item, found]) => ({
    number: item.item,
    title: item.title,
    blocks: found.filter((block) => block.kind !== "facts" || block.rows.length > 0),
  })) as unknown as Json;
}

const commands = [
  `sha256sum --check --strict --quiet ${packetPaths.sums}`,
  `tail -n 1 ${packetPaths.signature} | base64 -d |`,
  `  openssl pkeyutl -verify -pubin -inkey ${packetPaths.key} -rawin -in ${packetPaths.sums} -sigfile /dev/stdin`,
].join("\n");

/** A packet in the words of print: what `templates/packet.typ` sets, with nothing left for it to decide but layout. */
export function packetPrint(packet: EvidencePacket, packetSha256: string, keyFingerprint: string): Json {
  const words = new PrintWords(packet);
  const title = `Evidence packet: request ${packet.request_id}`;
  const { position, head_hash } = packet.record;
  return {
    title,
    subtitle:
      "What the record holds of one request to a jail: each fact with its event number and who said it.",
    running: packet.is_synthetic ? "Synthetic data" : "",
    barred: packet.is_barred_from_publication === true ? "Not for publication" : "",
    footer: `Request ${packet.request_id} · record position ${position} · ${head_hash.slice(0, 16)}`,
    banners: bannersOf(packet),
    status: statusRows(packet, words),
    summary: summaryModel(packet, words),
    items: itemModels(packet, words),
    verify: {
      packet_sha256: packetSha256,
      head_hash,
      position,
      key_fingerprint: keyFingerprint,
      commands,
    },
  };
}
