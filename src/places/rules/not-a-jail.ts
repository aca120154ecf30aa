import { type Finding, type NameInState, type Open, open, settled, spelledOut } from "../finding.ts";
import { kindWord } from "../words.ts";

const hotels = / (?:HOTEL|MOTEL|INN|INNS|SUITES|ECONOLODGE|LODGE|RAMADA|RESORT) /;
const hospitals = / (?:HOSPITAL|CLINIC|HEALTH|HEALTHCARE|PSYCHIATRIC|INFIRMARY|MEDICAL (?:CENTER|GROUP)) /;
const medicalPrisons =
  / (?:FEDERAL|FMC|FCI|USP|SECURITY|RECEPTION|PRISON|CLASSIF|CORRECTIONAL|JAIL|DETENTION|CF|STATE|ST|COUNTY JAIL) /;

/** Whether a folded name is a test entry of the source system ("TEST FACILITY"). */
export function isTestEntry(folded: string): boolean {
  return /^(?:TEST|TESTING|DUMMY)(?: (?:FACILITY|FAC|LOCATION|RECORD|JAIL|SITE|DETENTION|ONLY|\d+))*$/.test(
    folded,
  );
}

/** The finding for a test entry. */
export function testEntry(folded: string): Open {
  return open([`The name "${folded}" is a test entry of the source system, not a place.`], [], "test");
}

/** Hotels, hospitals, probation offices: told as what they are and never taken for anyone's jail by their city. */
export function notAJailRule(asked: NameInState): Finding | null {
  const text = spelledOut(asked, kindWord);
  if (hotels.test(text) && !asked.name.kinds.has("JAIL"))
    return named(asked, "hotel", hotels.exec(text)?.[0] ?? "");
  const medical = hospitals.exec(text);
  if (medical && !medicalPrisons.test(text)) return named(asked, "hospital", medical[0]);
  if (/ (?:PROBATION|PAROLE) /.test(text)) return named(asked, "probation", "PROBATION or PAROLE");
  return null;
}

function named(asked: NameInState, kind: "hotel" | "hospital" | "probation", words: string): Finding {
  return settled(kind, "", "none", [
    `The name "${asked.name.folded}" has the word ${words.trim()}: a ${kind === "probation" ? "probation or parole office" : kind}.`,
    "Who holds a person there is not told by the name or the city, so no controlling body is named.",
  ]);
}
