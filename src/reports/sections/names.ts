/** How codes are printed: names of states, bodies, places as written, and offence categories. Unknown codes print as they are. */
export interface Names {
  state(geoid: string): string;
  /** The body with its state: "Harris County Sheriff, TX". */
  body(bodyId: string): string;
  /** A facility as written, with its city and state. */
  place(placeId: number): string;
  offence(category: string): string;
}
