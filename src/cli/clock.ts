import type { Command } from "commander";
import { InvalidInput } from "../base/errors.ts";
import { readReference } from "../base/reference.ts";
import { ianaZone, ianaZones } from "../base/time.ts";
import { clockForms } from "../law/clock/clock-form.ts";
import { clocksFor } from "../law/clock/clocks-for.ts";
import { clockLines } from "./clock/clock-lines.ts";
import { nearestZones, stateCode } from "./clock/nearest-answers.ts";
import { answer, type CommonOptions, withCommonOptions } from "./options.ts";

interface ClockOptions extends CommonOptions {
  readonly form: string;
  readonly start: string;
  readonly zone: string;
  readonly state?: string;
  readonly city?: string;
  readonly received?: string;
}

function zoneOf(text: string): string {
  const zone = ianaZone(text.trim());
  if (zone !== null) return zone;
  const near = nearestZones(text, ianaZones());
  const hint = near.length === 0 ? "write one such as America/New_York" : `did you mean ${near.join(", ")}?`;
  throw new InvalidInput(`--zone "${text}" is not an IANA zone; ${hint}`, { zone: text, nearest: near });
}

function stateOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const { code, nearest } = stateCode(text, readReference("places/states.csv"));
  if (code !== null) return code;
  const hint =
    nearest === null ? "write its postal code or its name, for example NC" : `did you mean ${nearest}?`;
  throw new InvalidInput(`--state "${text}" is not a state; ${hint}`, { state: text, nearest });
}

/** `accord clock` */
export function define(command: Command): void {
  withCommonOptions(
    command,
    "accord clock --form I-247A --start 2026-02-13T17:00 --zone America/New_York --state NC",
  )
    .requiredOption(
      "--form <form>",
      `the paper, or a state whose own rule is meant: ${clockForms.join(", ")}`,
    )
    .requiredOption("--start <time>", "when the person would otherwise be released, on the facility's clock")
    .requiredOption("--zone <zone>", "the facility's IANA zone, for example America/Chicago")
    .option("--state <state>", "the facility's state, to show its own rule beside")
    .option("--city <city>", "its city, with --state")
    .option("--received <time>", "when the papers were received, written like --start")
    .action(({ json, form, start, zone, state, city, received }: ClockOptions) => {
      const clocks = clocksFor({
        form,
        start,
        zone: zoneOf(zone),
        state: stateOf(state),
        city,
        received_at: received,
      });
      answer(json === undefined ? {} : { json }, clocks, () => clockLines(clocks));
    });
}
