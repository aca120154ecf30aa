import type { Edition } from "../edition.ts";
import { paths } from "../publish/paths.ts";
import {
  dayText,
  disclosureWords,
  instantText,
  notRecordedText,
  suppressedMeaning,
  suppressedText,
  templateName,
} from "./wording.ts";

/** Sentences that stand in every edition; the page and the PDF print the same ones. */
export const standing = {
  tagline: "One shared record of immigration detainers",
  rules:
    "Every number rests on rules that are published, dated and cited. Each rule has a version; a changed rule gives a new edition.",
  sources:
    "The files that this edition rests on. The SHA-256 of a file tells whether a copy is the same to the last byte.",
  verify: "Nobody has to take this report on trust. In a copy of its folder, without any network, run:",
  verified:
    "The first command checks every file against the list of hashes; the second checks that the list was signed with the key of " +
    "this fingerprint:",
  pinned:
    "Compare that fingerprint with one that the publisher gave you in another way. With Accord installed, one command does all " +
    "this, adds up every total again, and compares the CSV, Parquet, JSON and HTML number by number:",
  verifyCommand: "./accord verify FOLDER",
  correct:
    "If a number, a place or a name here is wrong, tell the publisher of this report, whether you are named in it or not. Please give:",
  corrected:
    "This edition is never changed in place. A correction is added to the record with its author and reason, and a new edition " +
    "of the same week says what changed.",
  footer:
    "Compiled with Accord, open software for one shared record of immigration detainers. Naming an agency here does not mean " +
    "that the agency has reviewed or approved this report.",
} as const;

/** The commands by which anyone checks a published folder with tools that every system has. */
export const verifyCommands = [
  `sha256sum --check --strict --quiet ${paths.sums}`,
  `tail -n 1 ${paths.signature} | base64 -d |`,
  `  openssl pkeyutl -verify -pubin -inkey ${paths.key} -rawin -in ${paths.sums} -sigfile /dev/stdin`,
].join("\n");

/** What a correction should name, so that it can be acted on. */
export function correctionItems(edition: Pick<Edition, "id">): string[] {
  return [
    `the edition, ${edition.id}, and the id printed under the figure or table;`,
    "what it should say, and since which day;",
    "the record or document that shows it.",
  ];
}

/** What kind of edition this is, as pairs of a term and what is said of it. */
export function statusRows(edition: Edition): [string, string][] {
  return [
    ["Week", `${dayText(edition.period.from)} to ${dayText(edition.period.to)}`],
    ["As known on", `${instantText(edition.as_of)}, at position ${edition.position} of the record`],
    ["Report form", `${templateName(edition.template)}, version ${edition.template_version}`],
    ["Disclosure", disclosureWords(edition).short],
    ["Edition", edition.id],
  ];
}

/** What the reader must know before reading on; empty for a public edition from real sources. */
export function warnings(edition: Edition): string[] {
  const synthetic =
    "Synthetic data: at least one source of this edition is invented. Do not take any number here for a real one.";
  const party = `Not for publication. ${disclosureWords(edition).long}`;
  return [...(edition.is_synthetic ? [synthetic] : []), ...(edition.disclosure === "party" ? [party] : [])];
}

/** How to read the words that stand where a number might be expected. */
export const readingRows: readonly (readonly [string, string])[] = [
  [suppressedText, suppressedMeaning],
  [notRecordedText, "The sources do not say. It is counted apart, and never read as a no or as a zero."],
  ["share unknown", "Beside each share: how much of the same population has no recorded answer."],
];
