import { slips } from "../../base/slips.ts";
import { type Finding, type NameInState, open, type Reading, settled } from "../finding.ts";
import { placeKey, placeKeyOf } from "../fold.ts";
import { type Match, matchName } from "../gazetteer.ts";
import type { FacilityKind } from "../resolution.ts";
import type { County } from "../tables.ts";
import { isPlainWord, kindWord } from "../words.ts";

/** Operators that run places for hire: a county's name before theirs does not tell whose place it is. */
const privateOperators = new Set([
  "CCA",
  "CORECIVIC",
  "GEO",
  "WACKENHUT",
  "CEC",
  "MTC",
  "CORNELL",
  "LASALLE",
  "EMERALD",
  "ICA",
]);

/** A county written as such in the name ("TRAVIS CTY JAIL"), looked up in the row's state and nowhere else. */
export function countyRule(asked: NameInState): Finding | null {
  const phrases = countyPhrases(asked);
  if (phrases.length === 0) return null;
  const found = phrases.flatMap((words) => countiesCalled(asked, words));
  const counties = [...new Map(found.map((match) => [match.place.geoid, match])).values()];
  if (counties.length === 0) return noSuchCounty(asked, phrases);
  if (counties.length > 1) return severalCounties(asked, counties);
  const match = counties[0] as Match<County>;
  return doubtOf(asked, match) ?? countyPlace(asked, match);
}

/** Counties (not independent cities) of the state that some words name on the day, by letter, slip, cut or former name. */
export function countiesCalled(asked: NameInState, words: readonly string[]): Match<County>[] {
  const counties = asked.gazetteer
    .countiesOf(asked.state.usps, asked.on)
    .filter((county) => county.kind !== "independent_city");
  const matches = matchName(words, counties);
  if (matches[0]?.how === "exact") return matches;
  const once = asked.gazetteer.countiesOnceNamed(asked.state.usps, placeKey(words), asked.on);
  return once.length > 0
    ? once.map((place) => ({ place, how: "former_name", words: words.join(" ") }))
    : matches;
}

/** The word groups that stand before COUNTY or PARISH, or after COUNTY OF, longest first. */
function countyPhrases(asked: NameInState): string[][] {
  const { words } = asked.name;
  const groups: string[][] = [];
  words.forEach((word, at) => {
    if (!isCountyWord(asked, word.text, at)) return;
    if (words[at + 1]?.text === "OF") groups.push(wordsFrom(asked, at + 2));
    const before = bestGroupBefore(asked, at);
    if (before) groups.push(before);
  });
  return groups.filter((group) => group.length > 0);
}

function isCountyWord(asked: NameInState, word: string, at: number): boolean {
  const kind = kindWord(word);
  if (kind === "PARISH") return asked.state.usps === "LA" && at > 0;
  if (word === "BOROUGH" || word === "MUNICIPIO") return at > 0;
  if (kind !== "COUNTY") return false;
  return word !== "CTY" || !namesACity(asked, at);
}

/** CTY may be city too: it is not read as county where a city is called so, unless the row is in another city. */
function namesACity(asked: NameInState, at: number): boolean {
  const words = asked.name.words.slice(0, at).map((word) => word.text);
  const keys = [placeKey(words), placeKey([...words, "CITY"])];
  const isAnotherCity = asked.city !== "" && !keys.includes(placeKeyOf(asked.city));
  return !isAnotherCity && keys.some((key) => asked.gazetteer.placesNamed(asked.state.usps, key).length > 0);
}

function wordsFrom(asked: NameInState, from: number): string[] {
  const group: string[] = [];
  for (const word of asked.name.words.slice(from)) {
    if (word.starts_segment || isPlainWord(word.text)) break;
    group.push(word.text);
  }
  return group;
}

/** The words before position `at`, from the first place where they name a county; else all of them from the name's start. */
function bestGroupBefore(asked: NameInState, at: number): string[] | null {
  const { words } = asked.name;
  const starts = [...Array(at).keys()].filter((from) => from === 0 || words[from]?.starts_segment);
  const groups = starts.map((from) => words.slice(from, at).map((word) => word.text));
  return (
    groups.find((group) => countiesCalled(asked, group).some((match) => match.how !== "typing_slip")) ??
    groups.at(-1) ??
    null
  );
}

/** Why a county that was found is not to be taken: a slip that its city does not bear out, or a hired operator in the name. */
function doubtOf(asked: NameInState, match: Match<County>): Finding | null {
  const county = match.place;
  const named = new Set(match.words.split(" "));
  if (asked.name.words.some((word) => privateOperators.has(word.text) && !named.has(word.text))) {
    return open(
      [
        `The name "${asked.name.folded}" gives a county and a private operator; whose place it is stays open.`,
      ],
      [reading(county, "the county in the name")],
    );
  }
  if (match.how === "exact" || match.how === "former_name") return null;
  const cities = asked.gazetteer.countiesOfCity(asked.state.usps, asked.city);
  if (
    cities.has(county.geoid) ||
    (cities.size === 0 && match.how === "typing_slip" && standsAlone(asked, match))
  )
    return null;
  return open(
    [
      `No county of ${asked.state.name} is called "${match.words}"; ${county.name_full} is near, and the city does not bear it out.`,
    ],
    [reading(county, `spelled nearly like "${match.words}"`), ...cityReadings(asked)],
  );
}

/** One slip in a long word that is no county anywhere else in the country. */
function standsAlone(asked: NameInState, match: Match<County>): boolean {
  const key = placeKeyOf(match.words);
  return (
    key.length >= 7 &&
    slips(key, match.place.key, 2) === 1 &&
    asked.gazetteer.countiesNamed(key, asked.on).length === 0
  );
}

function countyPlace(asked: NameInState, match: Match<County>): Finding {
  const county = match.place;
  const kind = kindOfCountyPlace(asked);
  const evidence = [matchSentence(asked, match), ...cityRemark(asked, county)];
  const newest = asked.gazetteer.newest(county);
  const governed = kind === "court" ? "" : newest.geoid;
  if (kind === "court")
    evidence.push(
      "A court is not a jail; who holds a person there is not told, so no controlling body is named.",
    );
  return settled(
    kind,
    governed,
    "county_in_name",
    evidence,
    kind === "county_jail" ? `${newest.name_full} jail` : null,
  );
}

function kindOfCountyPlace(asked: NameInState): FacilityKind {
  const { kinds } = asked.name;
  if (kinds.has("JUVENILE") || kinds.has("YOUTH")) return "juvenile";
  if (kinds.has("POLICE") || kinds.has("CONSTABLE")) return "police";
  if (kinds.has("COURT") || kinds.has("COURTHOUSE")) return "court";
  return "county_jail";
}

function matchSentence(asked: NameInState, match: Match<County>): string {
  const { geoid, name_full } = match.place;
  const where = `${asked.state.name} has ${name_full} (${geoid}, places/counties.csv)`;
  if (match.how === "typing_slip")
    return `"${match.words}" is read as a slip for ${name_full}: ${where}, and no other county is spelled so nearly.`;
  if (match.how === "cut_short")
    return `"${match.words}" is read as a cut of ${name_full}: ${where}, and its city lies there.`;
  if (match.how === "former_name")
    return `"${match.words}" is a name of another time: on the day asked about ${where} (places/county-changes.csv).`;
  return `The name says "${match.words}" county and the row's state is ${asked.state.name}: ${where}.`;
}

function cityRemark(asked: NameInState, county: County): string[] {
  if (asked.city === "") return [];
  const cities = asked.gazetteer.countiesOfCity(asked.state.usps, asked.city);
  if (cities.size === 0)
    return [`The city "${asked.city}" is not in the place tables, so it neither helps nor hinders.`];
  if (cities.has(county.geoid)) return [`The city "${asked.city}" lies in it.`];
  const names = [...cities].map((geoid) => asked.gazetteer.nameOf(geoid) ?? geoid).join(", ");
  return [
    `The city "${asked.city}" lies in ${names}; a jail's address often lies outside its county, so the county in the name stands.`,
  ];
}

function severalCounties(asked: NameInState, matches: readonly Match<County>[]): Finding {
  const readings = matches.map((match) => reading(match.place, `the name says "${match.words}" county`));
  return open(
    [`The name "${asked.name.folded}" gives more than one county of ${asked.state.name}.`],
    readings,
  );
}

function noSuchCounty(asked: NameInState, phrases: readonly string[][]): Finding {
  const named = phrases.map((words) => words.join(" "));
  const elsewhere = phrases.flatMap((words) => asked.gazetteer.countiesNamed(placeKey(words), asked.on));
  const readings = elsewhere.map((county) =>
    reading(county, `a county of that name lies in ${county.state_usps}, not in the row's state`),
  );
  return open(
    [`${asked.state.name} has no county called "${named.join('" or "')}".`],
    [...readings, ...cityReadings(asked)],
  );
}

/** The counties in which the row's city lies, as candidates only: a city alone never decides. */
export function cityReadings(asked: NameInState): Reading[] {
  return [...asked.gazetteer.countiesOfCity(asked.state.usps, asked.city)].flatMap((geoid) => {
    const county = asked.gazetteer.county(geoid);
    return county
      ? [reading(county, `the city "${asked.city}" lies there; a city alone decides nothing`)]
      : [];
  });
}

/** A county's jail as a candidate. */
export function reading(county: County, why: string): Reading {
  return { facility: `${county.name_full} jail`, kind: "county_jail", governed_geoid: county.geoid, why };
}
