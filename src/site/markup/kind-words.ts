/** How kinds of bodies, kinds of facilities, methods and checks are named to a reader; an unknown one as it is written. */
const words: Readonly<Record<string, string>> = {
  sheriff: "sheriff",
  county_corrections: "county corrections department",
  city: "city",
  metro_police: "metropolitan police",
  regional_authority: "regional authority",
  state: "state agency",
  federal: "federal agency",
  tribal: "tribal",
  private_for_government: "private operator for a government",
  usms: "U.S. Marshals Service",
  ice: "ICE facility",
  code: "by ICE’s facility code",
  name_city_state: "by name, city and state",
  name_state: "by name and state",
  alias: "by a registered spelling",
  county_in_name: "by the county in its name and its state",
  place_in_name: "by the place in its name and its state",
  state_agency: "by the state agency in its name",
  federal_agency: "by the federal agency in its name",
  regional: "by the regional jail in its name",
  review: "by a person’s review",
  none: "not matched",
  seen: "source seen",
  partly_seen: "source partly seen",
  general_knowledge: "general knowledge, no source seen yet",
};

/** A code of the record in words. */
export function kindWords(code: string): string {
  return words[code] ?? code.replaceAll("_", " ");
}
