import type { Instrument, Provision } from "./instrument.ts";
import { spanOf } from "./reduced-date.ts";

/** Something in a file that cannot be so: where, by names and numbers from the top, and why. */
export interface Fault {
  readonly path: readonly (string | number)[];
  readonly reason: string;
}

type Dated = Pick<
  Instrument,
  | "instrument_id"
  | "jurisdiction_level"
  | "jurisdiction_geoid"
  | "adopted_on"
  | "effective_from"
  | "effective_to"
  | "supersedes"
  | "confirmed_on"
  | "confirmed_by"
>;
type Part = Pick<Provision, "provision_id" | "modality"> & {
  readonly condition?: string | undefined;
  readonly condition_text?: string | undefined;
  readonly in_force_from?: string | undefined;
  readonly in_force_to?: string | undefined;
};

/** Whether the first date lies after the second one whatever days they mean. */
function isAfter(from: string | null | undefined, to: string | null | undefined): boolean {
  return from != null && to != null && spanOf(from).first > spanOf(to).last;
}

const digits = { state: [2], county: [5], city: [7], agency: [2, 5, 7] };

function geoidFaults({ jurisdiction_geoid, jurisdiction_level }: Dated): Fault[] {
  const wanted = digits[jurisdiction_level];
  if (wanted.includes(jurisdiction_geoid.length)) return [];
  const reason = `"${jurisdiction_geoid}" is no GEOID of a ${jurisdiction_level}: that has ${wanted[0]} digits`;
  return [{ path: ["jurisdiction_geoid"], reason }];
}

function dateFaults(file: Dated): Fault[] {
  const faults: Fault[] = [];
  const { adopted_on, effective_from, effective_to } = file;
  if (isAfter(effective_from, effective_to))
    faults.push({
      path: ["effective_to"],
      reason: `${effective_to} is before effective_from ${effective_from}`,
    });
  if (isAfter(adopted_on, effective_to))
    faults.push({ path: ["effective_to"], reason: `${effective_to} is before adopted_on ${adopted_on}` });
  return faults;
}

function bondFaults(file: Dated): Fault[] {
  const faults: Fault[] = [];
  if (file.supersedes === file.instrument_id)
    faults.push({ path: ["supersedes"], reason: "an instrument cannot take its own place" });
  if ((file.confirmed_on === null) !== (file.confirmed_by === null))
    faults.push({ path: ["confirmed_on"], reason: "confirmed_on and confirmed_by belong together" });
  return faults;
}

function provisionFaults(file: Dated, provision: Part, at: number, ids: readonly string[]): Fault[] {
  const faults: Fault[] = [];
  const fault = (name: string, reason: string) => faults.push({ path: ["provisions", at, name], reason });
  const { provision_id, modality } = provision;
  if (!provision_id.startsWith(`${file.instrument_id}-p`))
    fault("provision_id", `"${provision_id}" does not begin with ${file.instrument_id}-p`);
  if (ids.indexOf(provision_id) !== at) fault("provision_id", `"${provision_id}" stands here twice`);
  const isConditional = modality === "must_if" || modality === "must_not_unless";
  const saysWhen = provision.condition_text ?? provision.condition;
  if (isConditional && (saysWhen === undefined || provision.condition === "none"))
    fault("modality", `${modality} needs a condition`);
  const from = provision.in_force_from ?? file.effective_from;
  const to = provision.in_force_to ?? file.effective_to;
  if (isAfter(from, to)) fault("in_force_to", `${to} is before ${from}`);
  if (isAfter(file.effective_from, from)) fault("in_force_from", `${from} is before the instrument begins`);
  if (isAfter(to, file.effective_to)) fault("in_force_to", `${to} is after the instrument ends`);
  return faults;
}

/** What in an instrument cannot be so although each field alone is well formed; empty for a sound one. */
export function instrumentFaults(file: Dated & { readonly provisions: readonly Part[] }): Fault[] {
  const ids = file.provisions.map((one) => one.provision_id);
  return [
    ...geoidFaults(file),
    ...dateFaults(file),
    ...bondFaults(file),
    ...file.provisions.flatMap((one, at) => provisionFaults(file, one, at, ids)),
  ];
}
