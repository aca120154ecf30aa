import { canonicalJson, type Json } from "../../base/canonical-json.ts";
import { AppError, InvalidInput } from "../../base/errors.ts";
import type { Edition } from "../edition.ts";
import { checkEdition } from "../publish/check-edition.ts";
import { paths } from "../publish/paths.ts";
import { editionSchema } from "./edition-schema.ts";
import { textOf } from "./folder.ts";

/** The edition that a folder publishes; `InvalidInput` names what is wrong with `edition.json`. */
export function readEdition(files: ReadonlyMap<string, Buffer>): Edition {
  const value = jsonOf(files, paths.edition);
  if (`${canonicalJson(value)}\n` !== files.get(paths.edition)?.toString())
    throw new InvalidInput(
      `${paths.edition}: it is not in the canonical form, so equal editions would not hash alike`,
    );
  const read = editionSchema.safeParse(value);
  const issue = read.error?.issues[0];
  if (issue !== undefined)
    throw new InvalidInput(`${paths.edition}: ${issue.path.join(".")}: ${issue.message}`);
  checked(read.data as Edition);
  return read.data as Edition;
}

function checked(edition: Edition): void {
  try {
    checkEdition(edition);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new InvalidInput(`${paths.edition}: ${error.message}`, {}, error);
  }
}

/** A file of the folder as JSON; `InvalidInput` when it is missing or no JSON. */
export function jsonOf(files: ReadonlyMap<string, Buffer>, path: string): Json {
  const bytes = files.get(path);
  if (bytes === undefined) throw new InvalidInput(`${path}: it is missing`);
  try {
    return JSON.parse(textOf(path, bytes)) as Json;
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new InvalidInput(`${path}: it is not JSON`, {}, cause);
  }
}
