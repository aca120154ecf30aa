import { slips } from "../../base/slips.ts";
import { type Finding, type NameInState, open, type Reading, settled } from "../finding.ts";
import { placeKeyOf } from "../fold.ts";
import { type Match, matchName } from "../gazetteer.ts";
import type { FacilityKind } from "../resolution.ts";
import type { County, Place } from "../tables.ts";
import { isPlainWord, kindWord } from "../words.ts";
import { cityReadings, reading } from "./county.ts";

const ofWords = new Set(["CITY", "TOWN", "VILLAGE", "TOWNSHIP", "BOROUGH"]);
const afterNames = new Set(["POLICE", "MUNICIPAL", "CITY", "TOWN", "TOWNSHIP", "VILLAGE"]);

/** A city, town or village written as such ("ANAHEIM CITY JAIL", "CITY OF …", "… POLICE DEPT"), looked up in the row's state. */
export function cityRule(asked: NameInState): Finding | null {
  const groups = cityPhrases(asked);
  if (groups.length === 0) return null;
  const found = groups.map((words) => placesCalled(asked, words)).filter((matches) => matches.length > 0);
  const matches = found.find((some) => some[0]?.how === "exact") ?? found[0] ?? [];
  if (matches.length > 1) return severalPlaces(asked, matches);
  if (matches[0]) return doubtOf(asked, matches[0]) ?? cityPlace(asked, matches[0]);
  const named = groups.map((words) => `"${words.join(" ")}"`).join(" or ");
  return open(
    [
      `${asked.state.name} has no city or town called ${named} in places/municipalities.csv or county-subdivisions.csv.`,
    ],
    cityReadings(asked),
  );
}

/** The word groups that a city word makes the name of a city, the surest first. */
function cityPhrases(asked: NameInState): string[][] {
  const { words } = asked.name;
  const groups: string[][] = [];
  words.forEach((word, at) => {
    if (ofWords.has(word.text) && words[at + 1]?.text === "OF") {
      groups.push(namesAfter(asked, at + 2), ...namesBefore(asked, at));
      return;
    }
    if (isCityWord(word.text))
      groups.push(
        ...(word.text === "CITY"
          ? [...withCity(asked, at), ...namesBefore(asked, at)]
          : namesBefore(asked, at)),
      );
  });
  return groups.filter((group) => group.length > 0);
}

function isCityWord(word: string): boolean {
  return word === "PD" || word === "DPS" || afterNames.has(kindWord(word) ?? word);
}

function namesAfter(asked: NameInState, from: number): string[] {
  const { words } = asked.name;
  let to = from;
  while (
    to < words.length &&
    !words[to]?.starts_segment &&
    !(to > from && isPlainWord(words[to]?.text ?? "") && words[to]?.text !== "CITY")
  )
    to++;
  return words.slice(from, to).map((word) => word.text);
}

/** The words before `at` from each segment's start, the longest first; a TOWN or CITY at their end is tried both ways. */
function namesBefore(asked: NameInState, at: number): string[][] {
  const { words } = asked.name;
  const starts = [...Array(at).keys()].filter((from) => from === 0 || words[from]?.starts_segment);
  return starts.flatMap((from) => {
    const group = words.slice(from, at).map((word) => word.text);
    const last = group.at(-1) ?? "";
    if (/^\d+(?:ST|ND|RD|TH)?$/.test(last)) return [group.slice(0, -1)];
    return ofWords.has(last) || last === "TWP" ? [group, group.slice(0, -1)] : [group];
  });
}

/** "KANSAS CITY JAIL" is of Kansas City where there is one, and only else of a city called Kansas. */
function withCity(asked: NameInState, at: number): string[][] {
  const exact = namesBefore(asked, at).map((group) => [...group, "CITY"]);
  return exact.filter(
    (group) => asked.gazetteer.placesNamed(asked.state.usps, placeKeyOf(group.join(" "))).length > 0,
  );
}

function placesCalled(asked: NameInState, words: readonly string[]): Match<Place>[] {
  const exact = asked.gazetteer.placesNamed(asked.state.usps, placeKeyOf(words.join(" ")), saysTown(asked));
  if (exact.length > 0)
    return narrowed(asked, exact).map((place) => ({ place, how: "exact", words: words.join(" ") }));
  return matchName(words, asked.gazetteer.placesOf(asked.state.usps));
}

/** "TOWN OF HAVERSTRAW" and "PLYMOUTH TOWNSHIP" are not the village or city of that name. */
function saysTown(asked: NameInState): boolean {
  return asked.name.kinds.has("TOWN") || asked.name.kinds.has("TOWNSHIP");
}

/** Where a state has two places of a name, the one that shares a county with the row's city, if only one does. */
function narrowed(asked: NameInState, places: readonly Place[]): readonly Place[] {
  if (places.length < 2 || placeKeyOf(asked.city) === places[0]?.key) return places;
  const counties = asked.gazetteer.countiesOfCity(asked.state.usps, asked.city);
  const near = places.filter((place) => place.county_geoids.some((geoid) => counties.has(geoid)));
  return near.length === 1 ? near : places;
}

/** A slip or a cut in a city's name is taken only where the row's city is that city. */
function doubtOf(asked: NameInState, match: Match<Place>): Finding | null {
  if (match.how === "exact")
    return cityIsOnlyAName(asked, match) ? doubtfulCityWord(asked, match.place) : null;
  const city = placeKeyOf(asked.city);
  const same = city !== "" && slips(city, match.place.key, 1) <= 1;
  if (same || (city === "" && match.how === "typing_slip" && match.place.key.length >= 8)) return null;
  return open(
    [
      `No city of ${asked.state.name} is called "${match.words}"; ${match.place.name_full} is near, and the row's city does not bear it out.`,
    ],
    [cityReading(match.place, `spelled nearly like "${match.words}"`), ...cityReadings(asked)],
  );
}

/** "CALIFORNIA CITY CORRECTIONAL CENTER" is in California City; whose it is, only a jail or police word would tell. */
function cityIsOnlyAName(asked: NameInState, match: Match<Place>): boolean {
  const { kinds } = asked.name;
  return (
    match.words.endsWith(" CITY") &&
    !["JAIL", "POLICE", "MUNICIPAL", "COURT", "DPS"].some((word) => kinds.has(word)) &&
    !isSaidOfCity(asked)
  );
}

function isSaidOfCity(asked: NameInState): boolean {
  return asked.name.words.some(
    (word, at) => ofWords.has(word.text) && asked.name.words[at + 1]?.text === "OF",
  );
}

function doubtfulCityWord(asked: NameInState, place: Place): Finding {
  const readings = [cityReading(place, "the city of this name"), ...cityReadings(asked)];
  return open(
    [`CITY is part of the name ${place.name}; "${asked.name.folded}" does not say whose place it is.`],
    readings,
  );
}

function cityPlace(asked: NameInState, match: Match<Place>): Finding {
  const { place } = match;
  const kind = kindOfCityPlace(asked);
  const governed = governedBy(asked, place, kind);
  const ended = asked.gazetteer.county(governed);
  if (ended?.valid_to && ended.valid_to < asked.on) return endedCity(asked, place, ended);
  const slip = match.how === "exact" ? "" : ` (read for "${match.words}", the row's city)`;
  const table = place.geoid.length === 10 ? "places/county-subdivisions.csv" : "places/municipalities.csv";
  const evidence = [
    `The name "${asked.name.folded}" gives a city or town and the row's state is ${asked.state.name}: ${place.name_full}${slip} (${place.geoid}, ${table}).`,
  ];
  if (governed !== place.geoid)
    evidence.push(`${place.name_full} is a county equivalent of its own (${governed}, places/counties.csv).`);
  return settled(kind, governed, "place_in_name", evidence, labelOf(kind, place));
}

/** Bedford was an independent city until 2013-06-30 and is a town of Bedford County since: its jail is whose, is not told. */
function endedCity(asked: NameInState, place: Place, ended: County): Finding {
  const successors = ended.successor_geoids.flatMap((geoid) => asked.gazetteer.county(geoid) ?? []);
  const readings = [
    cityReading(place, `the place called ${place.name}`),
    ...successors.map((county) => reading(county, `took in ${ended.name_full} after ${ended.valid_to}`)),
  ];
  return open(
    [`${ended.name_full} (${ended.geoid}) ended on ${ended.valid_to} (places/counties.csv).`],
    readings,
  );
}

/** A jail of an independent city is that county equivalent's; a police department stays with the municipality. */
function governedBy(asked: NameInState, place: Place, kind: FacilityKind): string {
  if (kind === "police") return place.geoid;
  const own = place.county_geoids
    .map((geoid) => asked.gazetteer.county(geoid))
    .find((county) => county?.kind === "independent_city" && county.key === place.key);
  return own?.geoid ?? place.geoid;
}

function kindOfCityPlace(asked: NameInState): FacilityKind {
  const { kinds } = asked.name;
  if (kinds.has("JUVENILE") || kinds.has("YOUTH")) return "juvenile";
  if (kinds.has("POLICE") || kinds.has("DPS")) return "police";
  if (kinds.has("COURT") || kinds.has("MAGISTRATE")) return "court";
  return "city_jail";
}

function labelOf(kind: FacilityKind, place: Place): string | null {
  if (kind === "police") return `${place.name} police`;
  return kind === "city_jail" ? `${place.name} city jail` : null;
}

function severalPlaces(asked: NameInState, matches: readonly Match<Place>[]): Finding {
  const readings = matches.map((match) =>
    cityReading(match.place, `${asked.state.name} has more than one place of this name`),
  );
  return open(
    [`The name "${asked.name.folded}" gives a city of which ${asked.state.name} has ${matches.length}.`],
    readings,
  );
}

/** A city's own jail or police as a candidate. */
export function cityReading(place: Place, why: string): Reading {
  return {
    facility: `${place.name_full} jail or police`,
    kind: "city_jail",
    governed_geoid: place.geoid,
    why,
  };
}
