import type { Authority, AuthoritySource } from "../../law/authority/authority.ts";
import type { EvidencePacket, PacketAnswer } from "./packet.ts";
import { type Block, factBlocks, noteBlocks, row } from "./print-blocks.ts";
import { absentWords, checkedWords, dayWords, type PrintWords } from "./print-words.ts";
import { askedNouns, performanceWords, spoken } from "./words.ts";

/** The sources of items 8 and 9, each once, under the number by which both name it. */
export class SourceList {
  readonly #keys: string[] = [];
  readonly #sources: AuthoritySource[] = [];

  /** The number of a source, a new one where it was not yet listed. */
  numberOf(source: AuthoritySource): number {
    const { source_id, modality, text, verification } = source;
    const key = JSON.stringify([source_id, modality, text, verification]);
    const at = this.#keys.indexOf(key);
    if (at >= 0) return at + 1;
    this.#keys.push(key);
    return this.#sources.push(source);
  }

  /** The list as a table. */
  blocks(): Block[] {
    if (this.#sources.length === 0) return [];
    const rows = this.#sources.map((source, at) => [
      `${at + 1}`,
      `${source.cite}. ${source.text}${source.condition_text === null ? "" : ` Condition: ${spoken(source.condition_text)}.`}`,
      spoken(source.modality),
      checkedWords(source.verification),
    ]);
    return [
      { kind: "lead", text: "Sources named in 8 and 9" },
      { kind: "table", columns: ["No.", "Source", "Says", "Checked"], widths: [4, 72, 10, 14], rows },
    ];
  }
}

/** What an authority comes to: its standing, what decides it, and which sources were shown. */
function authorityWords(authority: Authority, list: SourceList): string {
  const shown = authority.sources.map((source) => ({ source, number: list.numberOf(source) }));
  const decided = shown.find(({ source }) => source.source_id === authority.decided_by);
  const by = decided === undefined ? "" : `, by source ${decided.number} (${decided.source.cite})`;
  const clashes = authority.conflicts.map((one) => ` Conflict: ${one.why}.`).join("");
  const all = shown.map(({ number }) => number).toSorted((a, b) => a - b);
  const sources = all.length === 0 ? "No source was found." : `Sources ${all.join(", ")}.`;
  return `${spoken(authority.modality)}${by}, on ${dayWords(authority.on)}. ${sources}${clashes}`;
}

function answerBlock(words: PrintWords, answer: PacketAnswer, list: SourceList): Block {
  const { authority } = answer;
  const kept = answer.is_as_kept ? "as kept" : "NOT as kept";
  const decision =
    answer.decision === null
      ? []
      : [
          row(
            "Comes to",
            performanceWords[answer.decision as keyof typeof performanceWords] ?? answer.decision,
          ),
        ];
  const condition =
    authority?.condition === undefined || authority.condition === null || authority.condition === "unknown"
      ? []
      : [row("Its condition", `said to be ${authority.condition === "true" ? "met" : "not met"}`)];
  return {
    kind: "facts",
    head: words.source(answer.source),
    rows: [
      row(`Answer: ${askedNouns[answer.asked]}`, `${words.when(answer.at)}: ${spoken(answer.answer)}`),
      row("Reason", answer.reason_code === null ? absentWords.withheld : spoken(answer.reason_code)),
      row("Provision named", answer.provision),
      ...(answer.note === null ? [] : [row("Note", answer.note)]),
      row("Law and policy then", authority === null ? null : authorityWords(authority, list)),
      ...condition,
      ...decision,
      row(`SHA-256, ${kept}`, answer.authority_sha256),
    ],
  };
}

/** Item 8: the answers, each with the authority that was frozen with it. */
export function answerBlocks(
  words: PrintWords,
  item: EvidencePacket["items"]["answers"],
  list: SourceList,
): Block[] {
  const given = item.given.map((answer) => answerBlock(words, answer, list));
  return [...factBlocks(words, item.facts), ...given, ...noteBlocks(item)];
}

/** Item 9: the standing of each thing asked, the windows of the clocks, and the list of sources. */
export function lawBlocks(
  words: PrintWords,
  item: EvidencePacket["items"]["law"],
  list: SourceList,
): Block[] {
  const standing = item.standing.map((one) => row(spoken(one.request), authorityWords(one, list)));
  const clock = item.clock?.rules.map((rule) => [
    `${rule.title}${rule.is_used ? " (used)" : ""}`,
    rule.end_at === null || rule.end === null
      ? "no window"
      : words.when({ at: rule.end_at, local: rule.end }),
    rule.cite,
    checkedWords(rule.verification),
  ]);
  return [
    { kind: "facts", head: null, rows: standing },
    ...factBlocks(words, item.facts),
    ...(clock === undefined || clock.length === 0
      ? []
      : [
          {
            kind: "table" as const,
            columns: ["Clock rule", "Window ends", "Cited as", "Checked"],
            widths: [28, 26, 32, 14],
            rows: clock,
          },
        ]),
    ...list.blocks(),
    ...noteBlocks(item),
  ];
}
