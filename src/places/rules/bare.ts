import { type Finding, type NameInState, open, type Reading, settled } from "../finding.ts";
import { placeKey, placeKeyOf } from "../fold.ts";
import type { County } from "../tables.ts";
import { isPlainWord } from "../words.ts";
import { cityReading } from "./city.ts";
import { cityReadings, reading } from "./county.ts";

/** Words that make a bare name a local jail; DETENTION and CORRECTIONAL do not, federal and state places bear them too. */
const jailWords = ["JAIL", "ADC", "LEC"];

/** A name with no county or city word: "PLACER JAIL", "FAIRFAX ADC", "PRINCE WILLIAM". */
export function bareRule(asked: NameInState): Finding | null {
  const words = properWords(asked);
  if (words.length === 0) return null;
  const counties = countiesOf(asked, placeKey(words));
  const proper = counties.filter((county) => county.kind !== "independent_city");
  if (counties.length > 1) return sharedName(asked, words, counties);
  if (asked.name.kinds.has("SHERIFF") && proper.length === 1) return sheriff(asked, proper[0] as County);
  const places = asked.gazetteer.placesNamed(asked.state.usps, placeKey(words));
  const [county] = proper;
  if (county && places.length === 0 && isLocalJail(asked, words) && !elsewhere(asked, county))
    return onlyCounty(asked, county);
  const readings = [
    ...counties.map((one) => reading(one, "a county or independent city of this name")),
    ...places.map((place) => cityReading(place, "a city or town of this name")),
  ];
  if (readings.length === 0) return null;
  return open(
    [`"${words.join(" ")}" is a place of ${asked.state.name}, and the name does not say whose jail it is.`],
    merged(readings, cityReadings(asked)),
  );
}

/** Jails of several counties, tribal and military places that no table settles: named as what they are, nothing chosen. */
export function severalGovernmentsRule(asked: NameInState): Finding | null {
  const { kinds } = asked.name;
  if (
    kinds.has("TRIBAL") ||
    kinds.has("TRIBE") ||
    kinds.has("RESERVATION") ||
    kinds.has("PUEBLO") ||
    kinds.has("NATION")
  ) {
    return open(
      [
        `The name "${asked.name.folded}" is that of a tribal place; tribal governments have no row in the tables.`,
      ],
      cityReadings(asked),
      "tribal",
    );
  }
  if (!kinds.has("REGIONAL") || kinds.has("COUNTY") || kinds.has("PARISH")) return null;
  if (asked.state.usps === "WV" && kinds.has("JAIL")) {
    return settled("regional_jail", asked.state.geoid, "regional", [
      `The name "${asked.name.folded}" is that of a regional jail, and West Virginia's regional jails are run by one state-wide body (custodians/state-agencies.csv).`,
    ]);
  }
  return open(
    [
      `The name "${asked.name.folded}" is that of a regional place; it serves several governments and no row says which body runs it.`,
    ],
    cityReadings(asked),
    "regional_jail",
  );
}

function properWords(asked: NameInState): string[] {
  const words = asked.name.words.map((word) => word.text);
  const end = words.findIndex((word, at) => at > 0 && isPlainWord(word));
  return isPlainWord(words[0] ?? "") && !/^(?:NEW|OLD|HIGH|LOW)$/.test(words[0] ?? "")
    ? []
    : words.slice(0, end === -1 ? words.length : end);
}

function countiesOf(asked: NameInState, key: string): County[] {
  const now = asked.gazetteer.countiesOf(asked.state.usps, asked.on).filter((county) => county.key === key);
  return now.length > 0 ? now : asked.gazetteer.countiesOnceNamed(asked.state.usps, key, asked.on);
}

/** A county and an independent city of one name: the name alone settles nothing, a city of another name does. */
function sharedName(asked: NameInState, words: readonly string[], counties: readonly County[]): Finding {
  const name = words.join(" ");
  const inCity =
    placeKeyOf(asked.city) === placeKey(words)
      ? []
      : [...asked.gazetteer.countiesOfCity(asked.state.usps, asked.city)];
  const [only, ...more] = counties.filter((county) => inCity.includes(county.geoid));
  if (only && more.length === 0 && isLocalJail(asked, words)) return settledByCity(asked, only, counties);
  const readings = counties.map((county) =>
    reading(county, `${county.name_full} and another place of ${asked.state.name} share the name ${name}`),
  );
  return open(
    [
      `${asked.state.name} has ${counties.map((county) => `${county.name_full} (${county.geoid})`).join(" and ")}; "${asked.name.folded}" does not say which.`,
    ],
    readings,
  );
}

function settledByCity(asked: NameInState, county: County, counties: readonly County[]): Finding {
  const others = counties.filter((one) => one !== county).map((one) => one.name_full);
  return settled(
    "county_jail",
    county.geoid,
    "county_in_name",
    [
      `"${asked.name.folded}" could be ${county.name_full} (${county.geoid}) or ${others.join(" or ")}; the city "${asked.city}" lies in ${county.name_full} only (places/municipalities.csv).`,
    ],
    `${county.name_full} jail`,
  );
}

function sheriff(asked: NameInState, county: County): Finding {
  return settled(
    "county_jail",
    county.geoid,
    "county_in_name",
    [
      `The name "${asked.name.folded}" gives a sheriff, a county's officer, and ${asked.state.name} has ${county.name_full} (${county.geoid}, places/counties.csv).`,
    ],
    `${county.name_full} jail`,
  );
}

function isLocalJail(asked: NameInState, words: readonly string[]): boolean {
  return words.length === asked.name.words.length || jailWords.some((word) => asked.name.kinds.has(word));
}

/** Whether the row's city is known and lies in other counties only; an independent city says nothing, jails stand in them. */
function elsewhere(asked: NameInState, county: County): boolean {
  const cities = [...asked.gazetteer.countiesOfCity(asked.state.usps, asked.city)];
  return (
    cities.length > 0 &&
    !cities.includes(county.geoid) &&
    !cities.some((geoid) => asked.gazetteer.county(geoid)?.kind === "independent_city")
  );
}

function onlyCounty(asked: NameInState, county: County): Finding {
  return settled(
    "county_jail",
    county.geoid,
    "county_in_name",
    [
      `"${asked.name.folded}" has no county word, but in ${asked.state.name} only ${county.name_full} (${county.geoid}) bears the name, and no city or town does.`,
      ...(asked.city && placeKeyOf(asked.city) !== county.key
        ? [`The row's city "${asked.city}" does not speak against it.`]
        : []),
    ],
    `${county.name_full} jail`,
  );
}

function merged(readings: readonly Reading[], more: readonly Reading[]): Reading[] {
  const known = new Set(readings.map((one) => one.governed_geoid));
  return [...readings, ...more.filter((one) => !known.has(one.governed_geoid))];
}
