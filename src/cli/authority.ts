import { existsSync } from "node:fs";
import { type Command, Option } from "commander";
import { parseDay } from "../base/day.ts";
import { InvalidInput, NotFound } from "../base/errors.ts";
import { nearestName } from "../base/nearest-name.ts";
import { readReference } from "../base/reference.ts";
import { type Authority, type JailRequest, requests } from "../law/authority/authority.ts";
import { authorityFor } from "../law/authority/authority-for.ts";
import { settingOf } from "../law/authority/setting.ts";
import type { Instrument } from "../law/policies/instrument.ts";
import type { ControllingBody, Facility } from "../places/resolution.ts";
import { referenceResolver } from "../places/resolver.ts";
import { jurisdictionChain } from "../records/policies/jurisdiction-chain.ts";
import { policiesAsOf } from "../records/policies/policies-as-of.ts";
import { shippedCases } from "../records/policies/shipped-cases.ts";
import { shippedInstruments } from "../records/policies/shipped-instruments.ts";
import { answer, type CommonOptions, withCommonOptions } from "./options.ts";
import { withStore } from "./services.ts";

interface AuthorityOptions extends CommonOptions {
  readonly facility: string;
  readonly request: JailRequest;
  readonly on: string;
}

function facilityNamed(id: string): Facility {
  const resolver = referenceResolver();
  const found = resolver.facility(id);
  if (found) return found;
  const near = nearestName(
    id,
    readReference("facilities/facilities.csv").map((row) => row.facility_id ?? ""),
  );
  throw new NotFound(
    `there is no facility "${id}"${near ? `; the nearest is ${near}` : ""}; accord facilities resolve gives ids`,
  );
}

/** The policies of the record where there is one, so that an office's own changes count; else the shipped set. */
async function instrumentsAt(folder: string): Promise<readonly Instrument[]> {
  if (process.env.ACCORD_DATABASE_URL === undefined && !existsSync(`${folder}/store`))
    return shippedInstruments();
  return withStore(folder, ({ db }) => policiesAsOf(db, null));
}

function lines(facility: Facility, body: ControllingBody, a: Authority): string[] {
  return [
    `${facility.name} (${facility.facility_id}), controlled on ${a.on} by ${body.name} (${body.jurisdiction_geoid}; ${body.verification.replaceAll("_", " ")})`,
    `${a.request}: ${a.modality.replaceAll("_", " ")}`,
    ...a.explanation.map((text) => `  ${text}`),
    ...a.conflicts.map((c) => `  conflict: ${c.why}`),
    ...a.sources.map(
      (s) =>
        `  ${s.layer.replaceAll("_", " ")}: ${s.cite}: ${s.modality.replaceAll("_", " ")}${s.condition_text ? ` (${s.condition_text})` : ""} [${s.verification.replaceAll("_", " ")}]\n      ${s.text}`,
    ),
  ];
}

/** `accord authority` */
export function define(command: Command): void {
  withCommonOptions(
    command,
    "accord authority --facility us-mn-hennepin-county-adc --request hold --on 2017-02-17",
  )
    .requiredOption("--facility <id>", "the facility, by the id that accord facilities resolve gives")
    .addOption(
      new Option("--request <what>", "what the jail is asked").choices(requests).makeOptionMandatory(),
    )
    .requiredOption("--on <date>", "the day asked about")
    .action(async (options: AuthorityOptions) => {
      const on = parseDay(options.on, "--on");
      const facility = facilityNamed(options.facility);
      const body = referenceResolver().controllingBody(facility.facility_id, on);
      if (body === null)
        throw new InvalidInput(
          `who controlled ${facility.facility_id} on ${on} is not known; without that no rule can be said to bind it`,
        );
      const own = body.jurisdiction_geoid;
      const chain = own === "US" ? [] : jurisdictionChain(own);
      const authority = authorityFor(
        options.request,
        on,
        settingOf(facility, own, chain),
        await instrumentsAt(options.data),
        shippedCases(),
      );
      answer(options, { facility, controlling_body: body, ...authority }, () =>
        lines(facility, body, authority),
      );
    });
}
