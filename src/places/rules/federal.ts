import { type Finding, type NameInState, settled, spelledOut } from "../finding.ts";
import type { FacilityKind } from "../resolution.ts";
import { kindWord } from "../words.ts";

/** Phrases that only a federal place bears, in kind words, with what the place is. */
const federalPhrases: readonly (readonly [FacilityKind, RegExp])[] = [
  ["usms", / (?:US|UNITED STATES|U S) MARSHAL | USMS | USM /],
  [
    "federal_prison",
    / (?:FCI|USP|FDC|FPC|FTC|FMC|FCC) | FEDERAL (?:CORRECTIONAL|DETENTION|MEDICAL|TRANSFER|PRISON|PENITENTIARY|CAMP) /,
  ],
  ["federal_prison", / (?:US|U S|UNITED STATES) (?:PENITENTIARY|PRISON) | FEDERAL BUREAU OF PRISON /],
  ["hold_room", / HOLD ROOM | HOLDROOM | HOLDRM /],
  [
    "ice",
    / (?:DRO|ERO|SPC|ICE|DHS|BICE) | SERVICE PROCESSING | ICE PROCESSING | (?:US )?INS (?:HOLD|DETENTION) | (?:US|U S) INS /,
  ],
  [
    "ice",
    / CONTRACT (?:DETENTION|DF|D F) | STAGING (?:FACILITY|CENTER) | PROCESSING CENTER | FAMILY RESIDENTIAL /,
  ],
  ["other", / BORDER PATROL | PORT OF ENTRY | CBP | BPS | POE /],
  ["military", / NAVAL | BRIG | AIR FORCE BASE | AFB | MARINE CORPS | DISCIPLINARY BARRACKS | ARMY /],
];

/** Federal prisons, marshals, immigration facilities and hold rooms, by words that no county or city place bears. */
export function federalRule(asked: NameInState): Finding | null {
  const text = spelledOut(asked, heldApart);
  const isLocal = localWords.some((word) => asked.name.kinds.has(word));
  if (isLocal && !asked.name.kinds.has("MARSHAL") && !/ (?:ERO|DRO|ICE|INS) .*HOLD/.test(text)) return null;
  for (const [kind, phrase] of federalPhrases) {
    const found = phrase.exec(text);
    if (found) return federal(asked, kind, found[0].trim());
  }
  return bareHold(asked, text);
}

/** CITY is none of them: it is part of many names ("YAZOO CITY FCI", "SALT LAKE CITY HOLD ROOM"). */
const localWords = ["COUNTY", "PARISH", "POLICE", "SHERIFF"];

/** Spells kind words out but leaves HOLDROOM, which stands for two words, as it is. */
function heldApart(word: string): string | null {
  return word.startsWith("HOLD") ? null : kindWord(word);
}

function federal(asked: NameInState, kind: FacilityKind, phrase: string): Finding {
  const evidence = `The name "${asked.name.folded}" has the words ${phrase}, which only a federal place bears.`;
  if (kind === "other")
    return settled("other", "", "federal_agency", [evidence, "Which federal body runs it is not looked up."]);
  return settled(kind, "US", "federal_agency", [evidence]);
}

/** "SACRAMENTO HOLD": ICE's own way of naming the hold room of an office, where no local word stands in the name. */
function bareHold(asked: NameInState, text: string): Finding | null {
  if (!/ HOLD $/.test(text) || asked.name.kinds.has("CITY")) return null;
  return settled("hold_room", "US", "federal_agency", [
    `The name "${asked.name.folded}" ends in HOLD and has no county, city or police word: ICE's own way of naming a hold room.`,
  ]);
}
