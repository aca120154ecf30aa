import { InvalidInput } from "../../../base/errors.ts";
import type { CaseRow } from "../../../law/authority/sources-for.ts";
import type { Instrument, Verification } from "../../../law/policies/instrument.ts";

/** What a reader may ask rows to be checked as, with the grades that each lets in; all are let in where nothing is asked. */
export const checkedChoices = {
  seen: ["seen"],
  partly_seen: ["seen", "partly_seen"],
} as const satisfies Readonly<Record<string, readonly Verification[]>>;

/** The grades that a reader asks for, null for all of them; throws `InvalidInput` that names the parameter for another word. */
export function gradesAsked(text: string | undefined): readonly Verification[] | null {
  const word = text?.trim() ?? "";
  if (word === "") return null;
  if (Object.hasOwn(checkedChoices, word)) return checkedChoices[word as keyof typeof checkedChoices];
  throw new InvalidInput(
    `verification "${word.slice(0, 40)}" is no grade to ask for; write seen, partly_seen (which lets both in), or leave it out`,
    { field: "verification", parameter: "verification" },
  );
}

/** The instruments with their provisions that were checked as asked; null lets all in. */
export function onlyCheckedInstruments(
  instruments: readonly Instrument[],
  grades: readonly Verification[] | null,
): readonly Instrument[] {
  if (grades === null) return instruments;
  const isIn = (one: { readonly verification: Verification }) => grades.includes(one.verification);
  return instruments.filter(isIn).map((one) => ({ ...one, provisions: one.provisions.filter(isIn) }));
}

/** The decisions that were checked as asked; null lets all in. */
export function onlyCheckedCases(
  cases: readonly CaseRow[],
  grades: readonly Verification[] | null,
): readonly CaseRow[] {
  return grades === null
    ? cases
    : cases.filter((one) => (grades as readonly string[]).includes(one.verification));
}
