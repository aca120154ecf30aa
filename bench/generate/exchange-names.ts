/** A made-up jail: its id, the state whose rules bind it, and its clock. */
export interface MadeJail {
  readonly id: string;
  readonly state: string;
  readonly geoid: string;
  readonly zone: string;
}

const states = [
  ["IL", "17", "America/Chicago"],
  ["TX", "48", "America/Chicago"],
  ["CA", "06", "America/Los_Angeles"],
  ["CO", "08", "America/Denver"],
  ["NY", "36", "America/New_York"],
  ["FL", "12", "America/New_York"],
  ["WA", "53", "America/Los_Angeles"],
  ["GA", "13", "America/New_York"],
  ["AZ", "04", "America/Phoenix"],
  ["NC", "37", "America/New_York"],
] as const;

/** Fifty made-up jails over ten states; the state's rules bind them, and nothing else of a real place is taken. */
export const jails: readonly MadeJail[] = Array.from({ length: 50 }, (_, n) => {
  const [state, geoid, zone] = states[n % states.length] as (typeof states)[number];
  return { id: `made-up-jail-${n}`, state, geoid, zone };
});

/** Five made-up issuing offices; the jails are dealt to them in turn. */
export const offices: readonly string[] = Array.from({ length: 5 }, (_, n) => `made-up-office-${n}`);

/** A made-up jail in words; says that it is made up. */
export const addressedName = ({ id, state }: MadeJail): string => `${id}, ${state} (made up)`;
