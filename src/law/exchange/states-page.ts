import { type BookingKind, bookingKinds, bookingTransitions } from "./booking-transitions.ts";
import { type RequestPhase, requestStates } from "./request-state.ts";
import { type RequestKind, requestKinds, requestTransitions } from "./request-transitions.ts";

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
const code = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(", ");

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [row(header), row(header.map(() => "---")), ...rows.map(row)].join("\n");
}

function phases(names: readonly RequestPhase[]): string {
  return names.length === requestStates.length ? "any" : code(names);
}

function lateWords(kind: RequestKind): string {
  const { after } = requestTransitions[kind];
  const entries = ["any_time", "before_end", "from_end", "correction"] as const;
  return entries
    .map((entry) => [entry, requestStates.filter((phase) => after[phase] === entry)] as const)
    .filter(([, names]) => names.length > 0)
    .map(([entry, names]) => `${entry.replaceAll("_", " ")}: ${code(names)}`)
    .join("; ");
}

/** The state machine of a request as a Markdown table, one row a kind of event. */
export function requestTable(): string {
  const rows = requestKinds.map((kind) => {
    const { by, stands_in, during, to, needs } = requestTransitions[kind];
    const who = `${by.join(", ")}${stands_in ? " (custodian where the issuer is not in the exchange)" : ""}`;
    return [`\`${kind}\``, who, phases(during), code(to), lateWords(kind), needs];
  });
  return table(["event", "recorded by", "during", "leads to", "after the end", "needs"], rows);
}

/** The state machine of a booking as a Markdown table, one row a kind of event. */
export function bookingTable(): string {
  const rows = bookingKinds.map((kind: BookingKind) => {
    const { during, to, needs } = bookingTransitions[kind];
    return [`\`${kind}\``, during.length === 3 ? "any" : code(during), to === null ? "" : `\`${to}\``, needs];
  });
  return table(["event of a booking", "during", "leads to", "needs"], rows);
}

/** The phases of a request and what leads from one to another, as a Mermaid state diagram; events that move nothing are left out. */
export function stateDiagram(): string {
  const arrows = requestKinds.flatMap((kind) => {
    const { during, to } = requestTransitions[kind];
    return during.flatMap((from) => to.map((next) => `  ${from} --> ${next}: ${kind}`));
  });
  const ends = requestStates.filter((phase) => phase !== "issued" && phase !== "active");
  return [
    "stateDiagram-v2",
    "  [*] --> issued: request_issued",
    ...arrows,
    ...ends.map((end) => `  ${end} --> [*]`),
  ].join("\n");
}
