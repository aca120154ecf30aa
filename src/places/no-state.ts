import { type NameInState, type Open, open, type Reading } from "./finding.ts";
import { placeKey } from "./fold.ts";
import type { Gazetteer } from "./gazetteer.ts";
import type { ParsedName } from "./parsed-name.ts";
import type { Registry } from "./registry.ts";
import { isPlainWord } from "./words.ts";

/**
 * A name without a state: what it could mean in every state, and nothing chosen. A county is never taken by its name
 * without its state, not even where only one county of the country bears it.
 */
export function noStateFinding(
  name: ParsedName,
  city: string,
  gazetteer: Gazetteer,
  registry: Registry,
  on: NameInState["on"],
): Open {
  const key = placeKey(properWords(name));
  const counties = key === "" ? [] : gazetteer.countiesNamed(key, on);
  const readings: Reading[] = counties.map((county) => ({
    facility: `${county.name_full} jail, ${county.state_usps}`,
    kind: "county_jail",
    governed_geoid: county.geoid,
    why: `a county or independent city of ${county.state_usps} has this name`,
  }));
  const registered = gazetteer.states.flatMap((state) => readingInState(name, city, state.usps, registry));
  const known = new Set(readings.map((one) => one.governed_geoid));
  const all = [
    ...readings,
    ...registered.filter((one) => !known.has(one.governed_geoid) || one.governed_geoid.length !== 5),
  ];
  return open(
    [
      `The row gives no state, and "${name.folded}" gives none itself: ${all.length} readings in the tables, none chosen.`,
    ],
    all,
  );
}

function readingInState(name: ParsedName, city: string, usps: string, registry: Registry): Reading[] {
  const spelling =
    registry.byNameCityState(name.folded, usps, city) ?? registry.byNameState(name.folded, usps);
  if (!spelling) return [];
  const { facility } = spelling;
  const why = `a spelling registered in ${usps}`;
  return [
    {
      facility: `${facility.name}, ${usps}`,
      kind: facility.kind,
      governed_geoid: facility.governed_geoid,
      why,
    },
  ];
}

function properWords(name: ParsedName): string[] {
  const words = name.words.map((word) => word.text);
  const end = words.findIndex((word, at) => at > 0 && isPlainWord(word));
  return words.slice(0, end === -1 ? words.length : end);
}
