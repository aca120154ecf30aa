import { type Finding, type NameInState, settled, spelledOut } from "../finding.ts";
import { placeKey } from "../fold.ts";
import type { State } from "../state-words.ts";
import type { Row } from "../tables.ts";
import { kindWord } from "../words.ts";

/** States where the state itself runs jail and prison together, and places with one department of corrections. */
const oneSystem = new Set(["AK", "CT", "DE", "HI", "RI", "VT", "DC", "GU", "MP", "PR", "VI", "AS"]);

/** Phrases that county jails bear too, so that a county's name before them leaves the case open. */
const sharedPhrases = new Set(["CF", "CORRECTIONAL", "CORRECTIONAL CENTER", "CORRECTIONAL FACILITY"]);

/** State prisons, state departments of corrections and state police: the state's, whichever county they stand in. */
export function stateRule(asked: NameInState): Finding | null {
  const text = spelledOut(asked, kindWord);
  if (/ STATE (?:POLICE|PATROL) | HIGHWAY PATROL /.test(text))
    return stateHas(asked, "police", "a state police word");
  const local = localWord(asked);
  const phrase = asked.state_prison_words.find(
    (words) => text.includes(` ${words} `) && (!local || overrules(words, local)),
  );
  if (phrase) return statePrison(asked, phrase, local !== null);
  if (local) return null;
  if (departmentOfCorrections(asked, text))
    return stateHas(asked, "state_prison", "the words DEPARTMENT OF CORRECTIONS and no county or city word");
  return oneSystemState(asked, text);
}

/** The phrases of `custodians/state-prison-words.csv` by state, those for every state included. */
export function prisonWordsOf(
  rows: readonly Row[],
  states: readonly State[],
): ReadonlyMap<string, readonly string[]> {
  const wordsOf = (usps: string): string[] =>
    rows.filter((row) => row.state_usps === usps).map((row) => row.words ?? "");
  return new Map(states.map(({ usps }) => [usps, [...wordsOf("*"), ...wordsOf(usps)]]));
}

function localWord(asked: NameInState): string | null {
  return (
    ["COUNTY", "PARISH", "POLICE", "SHERIFF", "CITY", "TOWN", "VILLAGE"].find((word) =>
      asked.name.kinds.has(word),
    ) ?? null
  );
}

/** "TRAVIS COUNTY STATE JAIL" is the state's; a city word gives way to more phrases, as it is part of many names. */
function overrules(words: string, local: string): boolean {
  return (
    words.startsWith("STATE ") || (["CITY", "TOWN", "VILLAGE"].includes(local) && !sharedPhrases.has(words))
  );
}

function statePrison(asked: NameInState, phrase: string, overLocal: boolean): Finding | null {
  if (sharedPhrases.has(phrase) && !oneSystem.has(asked.state.usps) && namesACounty(asked)) return null;
  const why = overLocal
    ? `the words ${phrase}, which make it the state's although a county or city is named`
    : `the words ${phrase}`;
  return stateHas(asked, phrase === "STATE JAIL" ? "state_jail" : "state_prison", why);
}

/** Whether the words before the first kind word are a county of the state: "WESTCHESTER CORRECTIONAL FACILITY" may be either. */
function namesACounty(asked: NameInState): boolean {
  const end = asked.name.words.findIndex(
    (word) => kindWord(word.text) !== null || word.text === "CF" || word.text === "CI",
  );
  const key = placeKey(asked.name.words.slice(0, Math.max(end, 0)).map((word) => word.text));
  return asked.gazetteer.countiesOf(asked.state.usps, asked.on).some((county) => county.key === key);
}

function departmentOfCorrections(asked: NameInState, text: string): boolean {
  if (!/ DEPARTMENT (?:OF )?CORRECTIONAL | (?:DOC|DCJ) /.test(text)) return false;
  const first = asked.name.words[0]?.text ?? "";
  return asked.name.claimed_state !== null || ["DEPARTMENT", "DEPT", "DOC", "STATE"].includes(first);
}

function oneSystemState(asked: NameInState, text: string): Finding | null {
  if (!oneSystem.has(asked.state.usps) || asked.name.kinds.has("FEDERAL")) return null;
  const isJuvenile = / (?:JUVENILE|YOUTH) /.test(text);
  if (!/ (?:JAIL|CORRECTIONAL|PRISON|PRETRIAL|DETENTION|CC) /.test(text) || isJuvenile) return null;
  return stateHas(
    asked,
    "state_jail",
    `a jail or prison word, and ${asked.state.name} has one corrections department for jails and prisons`,
  );
}

function stateHas(asked: NameInState, kind: "state_prison" | "state_jail" | "police", why: string): Finding {
  return settled(kind, asked.state.geoid, "state_agency", [
    `The name "${asked.name.folded}" has ${why}; the state is ${asked.state.name}.`,
    `A state institution is controlled by its state (${asked.state.geoid}), whichever county it stands in.`,
  ]);
}
