import { isSuppressed, shownCount } from "./disclosure/shown-count.ts";
import type { Edition, Figure, Table } from "./edition.ts";

const figureOf = (edition: Edition, id: string): Figure | undefined =>
  edition.sections.flatMap((s) => s.figures).find((f) => f.id === id);
const tableOf = (edition: Edition, id: string): Table | undefined =>
  edition.sections.flatMap((s) => s.tables).find((t) => t.id === id);

function shownShare(figure: Figure | undefined): string {
  if (figure === undefined || figure.value === null)
    return figure?.missing === "suppressed" ? "a suppressed share" : "no share (nothing to take it of)";
  const unknown = figure.share_unknown === null ? "" : `, with ${percent(figure.share_unknown)} unknown`;
  return `${percent(figure.value)}${unknown}`;
}

const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;
function shown(figure: Figure | undefined): string {
  if (figure?.missing === "suppressed") return "a suppressed number";
  return figure === undefined ? "not recorded" : shownCount(figure);
}

function largestBodies(edition: Edition): string {
  const rows = (tableOf(edition, "requests-by-body")?.rows ?? [])
    .filter((row) => row.key.startsWith("body_"))
    .slice(0, 3);
  if (rows.length === 0) return "No controlling body received ten or more requests in this week.";
  return `Most requests went to facilities of ${rows.map((row) => `${row.cells[0] as string} (${isSuppressed(row.cells[1] ?? null) ? "suppressed" : shownCount(row.cells[1] ?? null)})`).join("; ")}. That says nothing of cooperation.`;
}

function accordLines(edition: Edition): string[] {
  const figure = (id: string): Figure | undefined => figureOf(edition, id);
  const recorded = figure("declined.recorded");
  return [
    `${shown(figure("requests.total"))} detainers were prepared in the week ${edition.period.from} to ${edition.period.to}.`,
    `${shown(figure("requests.asks_hold"))} asked to hold and to notify; ${shown(figure("requests.notice_only"))} asked only to be told of the release.`,
    `${shown(figure("standing.closed"))} have an end recorded; ${shown(figure("standing.open"))} are active or not recorded.`,
    `Taken into ICE custody: ${shownShare(figure("outcomes.custody_share"))}.`,
    `Recorded by ICE as declined: ${shown(figure("declined.total"))} of these requests (${shownShare(figure("declined.share"))}); ICE's own entry, not confirmed by the jails.`,
    recorded === undefined
      ? "No source for this week gives the day of a decline, so declines are counted by the week of preparation."
      : `Declines recorded in the week, whenever prepared: ${shown(recorded)}; of these backlog: ${shown(figure("declined.backlog"))}.`,
    `Ended otherwise than by custody or a recorded decline: ${shown(figure("not_collected.otherwise"))}; section 6 says how.`,
    `Controlling body known: ${shownShare(figure("bodies.resolved_share"))}; facilities that cannot be resolved are placed with nobody.`,
    largestBodies(edition),
    ...exchangeLine(edition),
    `As known at position ${edition.position} of the record; ${policiesLine(edition, "policies-in-force")}.`,
  ];
}

/** Where the week has requests that were worked in the exchange: how many, and how many were found declined. */
function exchangeLine(edition: Edition): string[] {
  const total = figureOf(edition, "exchange.total");
  if (total === undefined) return [];
  return [
    `Worked in the exchange: ${shown(total)} requests; found declined in whole or in part: ${shown(figureOf(edition, "exchange.declined"))}; with two accounts that differ: ${shown(figureOf(edition, "exchange.disputed"))}.`,
  ];
}

function policiesLine(edition: Edition, table: string): string {
  const rows = tableOf(edition, table)?.rows.length ?? 0;
  return rows === 0
    ? "the record holds no local policies yet"
    : `${rows} limiting instruments are listed, which are rules and not outcomes`;
}

function ddorLines(edition: Edition): string[] {
  return [
    `${shown(figureOf(edition, "section_1.issued"))} detainers were issued in the week ${edition.period.from} to ${edition.period.to}. Issued is not declined.`,
    `${shown(figureOf(edition, "section_2.declined"))} are recorded by ICE as declined; the population is stated in Section II.`,
    `Sections I and III rest on recorded instruments: ${policiesLine(edition, "section-3-policies")}.`,
  ];
}

/** The lines that a reader wants to see first, made of the edition's own numbers as they are shown. */
export function summaryLines(edition: Edition): string[] {
  return edition.template === "accord" ? accordLines(edition) : ddorLines(edition);
}
