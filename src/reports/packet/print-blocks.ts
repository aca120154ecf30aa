import { findingWords } from "../../law/exchange/finding-code.ts";
import type { EvidencePacket, Fact, PacketErratum, PacketItem } from "./packet.ts";
import { absentWords, capital, type PrintWords } from "./print-words.ts";
import { askedNouns, basisOfKnowing, channelWords, incidentWords, kindWords, spoken } from "./words.ts";

/** A term, what is said of it, and whether that is a value. */
export type Row = { readonly term: string; readonly words: string; readonly is_value: boolean };

/** A piece of an item as the template sets it. */
export type Block =
  | { readonly kind: "facts"; readonly head: string | null; readonly rows: readonly Row[] }
  | {
      readonly kind: "table";
      readonly columns: readonly string[];
      readonly widths: readonly number[];
      readonly rows: readonly (readonly string[])[];
    }
  | { readonly kind: "note" | "small" | "lead"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] };

/** A line of a block; not recorded where it has no words. */
export const row = (term: string, words: string | null): Row => ({
  term,
  words: words ?? absentWords.not_recorded,
  is_value: words !== null,
});

interface Group {
  readonly head: string | null;
  readonly facts: Fact[];
}

const isThere = ({ standing }: Fact): boolean => standing === "recorded" || standing === "computed";

/** The lines of facts of one event: each that says something, then in one line each what is not recorded, not shared, left out. */
function factRows(words: PrintWords, facts: readonly Fact[]): Row[] {
  const there = facts.filter(isThere).map((fact) => row(fact.term, words.fact(fact)));
  const gone = (["withheld", "not_recorded", "not_shared"] as const).flatMap((standing): Row[] => {
    const some = facts.filter((fact) => fact.standing === standing);
    const [first] = some;
    if (first === undefined) return [];
    if (some.length === 1) return [{ term: first.term, words: absentWords[standing], is_value: false }];
    const terms = some.map((fact) => fact.term.charAt(0).toLowerCase() + fact.term.slice(1)).join("; ");
    return [{ term: capital(absentWords[standing]), words: terms, is_value: false }];
  });
  return [...there, ...gone];
}

/** Facts in their order, those of one event under one head. */
export function factBlocks(words: PrintWords, facts: readonly Fact[]): Block[] {
  const groups: Group[] = [];
  for (const fact of facts) {
    const head = fact.source === null ? null : words.source(fact.source);
    const last = groups.at(-1);
    if (last !== undefined && last.head === head) last.facts.push(fact);
    else groups.push({ head, facts: [fact] });
  }
  return groups.map((group) => ({ kind: "facts", head: group.head, rows: factRows(words, group.facts) }));
}

/** The notes of an item, in one paragraph. */
export const noteBlocks = ({ notes }: PacketItem): Block[] =>
  notes.length === 0 ? [] : [{ kind: "note", text: notes.join(" ") }];

/** An item with nothing but facts and notes. */
export function plainBlocks(words: PrintWords, item: PacketItem): Block[] {
  return [...factBlocks(words, item.facts), ...noteBlocks(item)];
}

/** Item 5 as a table, a line a notice. */
export function noticeBlocks(words: PrintWords, item: EvidencePacket["items"]["notices"]): Block[] {
  const rows = item.log.map((one) => [
    words.when(one.at),
    channelWords(one.channel),
    one.reached,
    one.note === null ? spoken(one.answer) : `${spoken(one.answer)}. Note: ${one.note}`,
    one.release_at === null ? absentWords.not_recorded : words.when(one.release_at),
    `${one.source.event_id}${one.source.corrects === null ? "" : ` (corrects ${one.source.corrects})`}, ${one.source.organisation}`,
  ]);
  const columns = ["When", "By", "Desk reached", "Its answer", "Release time given", "Event, by whom"];
  const table: Block[] =
    rows.length === 0 ? [] : [{ kind: "table", columns, widths: [20, 9, 17, 24, 20, 20], rows }];
  return [
    ...factBlocks(words, item.facts),
    ...table,
    ...item.intervals.map((text): Block => ({ kind: "note", text: words.local(text) })),
    ...noteBlocks(item),
  ];
}

/** Item 6: the hold, and its incidents under it. */
export function holdBlocks(words: PrintWords, item: EvidencePacket["items"]["hold"]): Block[] {
  const incidents = item.incidents.map(
    (one): Block => ({
      kind: "facts",
      head: words.source(one.source),
      rows: [
        row("Incident", `${words.when(one.at)}: ${incidentWords[one.what] ?? spoken(one.what)}`),
        row("Window had ended", words.when(one.window_ended)),
        row(
          "Closed",
          one.closed === null
            ? null
            : `${words.when(one.closed.at)}, event ${one.closed.source.event_id}, ${one.closed.source.organisation}`,
        ),
        row("Reason given", one.closed?.reason ?? null),
      ],
    }),
  );
  return [...factBlocks(words, item.facts), ...incidents, ...noteBlocks(item)];
}

/** Item 10: every statement in full. */
export function statementBlocks(words: PrintWords, item: EvidencePacket["items"]["statements"]): Block[] {
  const said = item.said.map(
    (one): Block => ({
      kind: "facts",
      head: words.source(one.source),
      rows: [
        row(one.side === "issuer" ? "ICE says" : "The jail says", one.words),
        row("It happened", one.happened === null ? null : words.when(one.happened)),
        row("Evidence", `${one.evidence} (${basisOfKnowing[one.basis] ?? spoken(one.basis)})`),
      ],
    }),
  );
  return [...said, ...factBlocks(words, item.facts), ...noteBlocks(item)];
}

/** The reasons of a finding, without the sentences that print gives under items 5 and 10 already. */
function reasonsOf({ finding: { finding }, notices, statements }: EvidencePacket["items"]): string[] {
  const told = (text: string): boolean =>
    notices.intervals.includes(text) || statements.said.some((one) => text.endsWith(one.evidence));
  return finding.explanation.filter((text) => !told(text));
}

/** Item 11: the finding with its reasons, and how to correct what is wrong. */
export function findingBlocks(words: PrintWords, items: EvidencePacket["items"]): Block[] {
  const item = items.finding;
  const { finding } = item;
  const also = finding.also_found.map((code) => findingWords[code]).join("; ");
  const declined = finding.counts_as_declined.map((asked) => askedNouns[asked]).join(", ");
  return [
    ...factBlocks(words, item.facts),
    {
      kind: "facts",
      head: null,
      rows: [
        row("Counts as declined", declined === "" ? "nothing" : declined),
        ...(also === "" ? [] : [row("Also found", also)]),
      ],
    },
    { kind: "lead", text: "How it is found, with 5 and 10" },
    { kind: "list", items: reasonsOf(items).map((text) => words.local(text)) },
    { kind: "small", text: `Rule ${finding.rule}: ${item.rule_text} ${item.rule_cite}.` },
    { kind: "lead", text: "How to correct it" },
    { kind: "list", items: item.notes },
  ];
}

function erratumBlocks(words: PrintWords, one: PacketErratum): Block[] {
  const rows = one.changes.map((change) => [
    spoken(change.field),
    change.before ?? absentWords.not_recorded,
    change.after ?? absentWords.not_recorded,
  ]);
  const effect =
    one.finding_before === null || one.finding_after === null
      ? null
      : one.finding_before === one.finding_after
        ? `The finding stayed as it was: ${one.finding_after}.`
        : `Found before: ${one.finding_before}. Found after: ${one.finding_after}.`;
  return [
    {
      kind: "facts",
      head: null,
      rows: [row("First said", words.source(one.before)), row("Corrected", words.source(one.after))],
    },
    {
      kind: "table",
      columns: [`Changed in: ${kindWords(one.kind)}`, "First said", "Corrected to"],
      widths: [20, 40, 40],
      rows,
    },
    ...(effect === null ? [] : [{ kind: "note" as const, text: effect }]),
  ];
}

/** Item 12: every correction with both versions. */
export function errataBlocks(words: PrintWords, item: EvidencePacket["items"]["errata"]): Block[] {
  return [...item.corrections.flatMap((one) => erratumBlocks(words, one)), ...noteBlocks(item)];
}
