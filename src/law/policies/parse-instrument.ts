import { LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { isDay } from "../../base/day.ts";
import { InvalidInput } from "../../base/errors.ts";
import type { Condition } from "./condition.ts";
import { formatCondition, parseCondition } from "./condition-text.ts";
import { acts, type Instrument, modalities, type Provision } from "./instrument.ts";
import { type Fault, instrumentFaults } from "./instrument-faults.ts";
import { readPlainYaml } from "./plain-yaml.ts";
import { isReducedDate } from "./reduced-date.ts";

const reducedDate = z
  .string()
  .refine(isReducedDate, "is no date; write 2014-08-14, or 2014-08 or 2014 where no more is known");
const day = z.string().refine(isDay, "is no date; write it as 2014-08-14");
const id = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "is no id; use small letters, digits and hyphens");
const verification = z.enum(["seen", "partly_seen", "general_knowledge"]);
const text = z.string().default("");

const provisionFile = z.strictObject({
  provision_id: id,
  clause: text,
  act: z.enum(acts),
  modality: z.enum(modalities),
  condition_text: z.string().optional(),
  condition: z.string().optional(),
  applies_to: z.enum(["jail", "police", "state_prison", "probation", "all"]),
  in_force_from: reducedDate.optional(),
  in_force_to: reducedDate.optional(),
  verification,
  source_url: z.string().optional(),
});
type ProvisionFile = z.infer<typeof provisionFile>;

const instrumentFile = z.strictObject({
  instrument_id: id,
  jurisdiction_level: z.enum(["state", "county", "city", "agency"]),
  state_usps: z.string().regex(/^[A-Z]{2}$/, "is no postal code of a state, as WA"),
  jurisdiction_name: z.string(),
  jurisdiction_geoid: z.string().regex(/^(\d{2}|\d{5}|\d{7})$/, "is no GEOID of 2, 5 or 7 digits"),
  issuer: z.string(),
  instrument_type: z.enum([
    "statute",
    "constitution_case",
    "ordinance",
    "resolution",
    "executive_order",
    "sheriff_policy",
    "directive",
    "ag_opinion",
    "court_order",
    "agreement",
    "practice",
  ]),
  title: z.string(),
  citation: text,
  binds: text,
  binding: z.enum(["yes", "no", "unclear"]),
  announced_on: reducedDate.nullable().default(null),
  adopted_on: reducedDate.nullable().default(null),
  effective_from: reducedDate.nullable().default(null),
  effective_to: reducedDate.nullable().default(null),
  date_precision: z.enum(["day", "month", "year", "unknown"]),
  supersedes: id.nullable().default(null),
  summary: z.string(),
  none_found: z.literal("yes").optional(),
  source_name: text,
  source_url: z.string(),
  verification,
  excerpt: text,
  note: text,
  confirmed_on: day.nullable().default(null),
  confirmed_by: z.string().nullable().default(null),
  provisions: z.array(provisionFile).default([]),
});
type InstrumentFile = z.infer<typeof instrumentFile>;

/** What `condition` and `condition_text` of a file mean: `none` explains only, and words without a condition are not data yet. */
function conditionOf({ condition, condition_text }: ProvisionFile): Condition | null {
  if (condition === "none") return null;
  if (condition !== undefined) return parseCondition(condition);
  return condition_text === undefined ? null : { words: condition_text };
}

function provisionOf(file: ProvisionFile, whole: InstrumentFile): Provision {
  const condition = conditionOf(file);
  const said = file.condition === "none" || condition === null ? "" : formatCondition(condition);
  return {
    ...file,
    condition,
    condition_text: file.condition_text ?? said,
    in_force_from: file.in_force_from ?? whole.effective_from,
    in_force_to: file.in_force_to ?? whole.effective_to,
    source_url: file.source_url ?? whole.source_url,
  };
}

function instrumentOf(file: InstrumentFile): Instrument {
  const { none_found, provisions, ...rest } = file;
  const found = none_found === undefined ? {} : { none_found: true };
  return { ...rest, ...found, provisions: provisions.map((one) => provisionOf(one, file)) };
}

function conditionFaults(file: InstrumentFile): Fault[] {
  return file.provisions.flatMap((provision, at) => {
    try {
      conditionOf(provision);
      return [];
    } catch (error) {
      return [{ path: ["provisions", at, "condition"], reason: (error as Error).message }];
    }
  });
}

/** Texts by name with the empty ones left out, as they are in the plain reader's answer. */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (value === null || typeof value !== "object") return value;
  const kept = Object.entries(value).filter(([, one]) => one !== "" && one !== null);
  return Object.fromEntries(kept.map(([key, one]) => [key, withoutEmpty(one)]));
}

function reasonOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_value") return `is not one of ${issue.values.join(", ")}`;
  if (issue.code === "invalid_type")
    return issue.expected === "string" ? "is missing" : `is no ${issue.expected}`;
  return issue.message;
}

function schemaFaults(error: z.ZodError): Fault[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.filter((part) => typeof part !== "symbol");
    if (issue.code !== "unrecognized_keys") return [{ path, reason: reasonOf(issue) }];
    return issue.keys.map((key) => ({ path: [...path, key], reason: "is no field of such a file" }));
  });
}

/** Reads a text as YAML in which every scalar is text, with a teller of lines; throws `InvalidInput` where it is no YAML. */
function readYaml(yaml: string, file: string) {
  const counter = new LineCounter();
  const document = parseDocument(yaml, { schema: "failsafe", lineCounter: counter });
  const [broken] = document.errors;
  if (broken !== undefined) {
    const reason = broken.message.split("\n")[0]?.replace(/ at line \d+.*$/, "");
    throw new InvalidInput(`${file}:${counter.linePos(broken.pos[0]).line}: not YAML: ${reason}`);
  }
  const lineOf = (path: readonly (string | number)[]): number => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true) as { range?: [number] } | undefined;
      if (node?.range) return counter.linePos(node.range[0]).line;
    }
    return 1;
  };
  return { value: withoutEmpty(document.toJS()), lineOf };
}

const mostTold = 5; // faults in the message; all of them are in the details

function refuse(yaml: string, file: string, faults: readonly Fault[]): never {
  const { lineOf } = readYaml(yaml, file);
  const told = faults.map(({ path, reason }) => {
    const name = path
      .map((part) => (typeof part === "number" ? `[${part}]` : part))
      .join(".")
      .replaceAll(".[", "[");
    return { line: lineOf(path), reason: name === "" ? reason : `${name} ${reason}` };
  });
  const lines = told.slice(0, mostTold).map(({ line, reason }) => `${file}:${line}: ${reason}`);
  const more = told.length > mostTold ? `; and ${told.length - mostTold} more` : "";
  throw new InvalidInput(`${lines.join("; ")}${more}`, { file, faults: told });
}

/**
 * One instrument with its provisions from the YAML of a file. A file with anything wrong in it is refused whole: throws
 * `InvalidInput` that names the file, the line and the reason of the first faults, and of all of them in its details.
 */
export function parseInstrument(yaml: string, file = "the file"): Instrument {
  const read = instrumentFile.safeParse(readPlainYaml(yaml) ?? readYaml(yaml, file).value);
  if (!read.success) refuse(yaml, file, schemaFaults(read.error));
  const faults = [...conditionFaults(read.data), ...instrumentFaults(read.data)];
  if (faults.length > 0) refuse(yaml, file, faults);
  return instrumentOf(read.data);
}
