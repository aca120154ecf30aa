import { readFile, stat } from "node:fs/promises";
import { AppError, InvalidInput } from "../../base/errors.ts";
import type { Edition } from "../edition.ts";
import { paths } from "../publish/paths.ts";
import { fingerprintOf } from "../publish/signature.ts";
import { sharesProblem, totalsProblem } from "./arithmetic.ts";
import { type Check, checkOf } from "./check.ts";
import { figuresProblem, tablesProblem } from "./data-files.ts";
import { descriptionProblem } from "./description.ts";
import { folderFingerprint, publicKeyOf, readFolder, textOf } from "./folder.ts";
import { pageProblem } from "./page.ts";
import { readEdition } from "./read-edition.ts";
import { sealChecks } from "./seal.ts";

/** What became of verifying a folder. */
export interface Verification {
  readonly ok: boolean;
  /** In the order they were made; checks of the content are made only of a folder whose seal holds. */
  readonly checks: readonly Check[];
  /** The first wrong thing in one line: the file, and what is wrong with it. */
  readonly first_failure: string | null;
  /** The edition's id, where it could be read. */
  readonly edition: string | null;
  /** SHA-256 (hex) of the key in the folder; compare it with one that the publisher gave in another way. */
  readonly key_fingerprint: string | null;
}

type Files = ReadonlyMap<string, Buffer>;

/**
 * Whether a published folder is whole, signed and consistent with itself, by nothing but the folder: no network and no store.
 * `key` pins who signed: a fingerprint (64 hex digits) or the path of a public key in PEM. `NotFound` when there is no folder;
 * `InvalidInput` for a `key` that is neither.
 */
export async function verifyFolder(
  dir: string,
  options: { readonly key?: string } = {},
): Promise<Verification> {
  const folder = await readFolder(dir);
  const key_fingerprint = folderFingerprint(folder);
  const seal = [...sealChecks(folder), ...(await pinned(options.key, key_fingerprint))];
  if (seal.some((check) => check.status === "fail")) return outcome(seal, null, key_fingerprint);
  const { checks, edition } = await contentChecks(folder.files);
  return outcome([...seal, ...checks], edition, key_fingerprint);
}

function outcome(
  checks: readonly Check[],
  edition: string | null,
  key_fingerprint: string | null,
): Verification {
  const first_failure = checks.find((check) => check.status === "fail")?.detail ?? null;
  return { ok: first_failure === null, checks, first_failure, edition, key_fingerprint };
}

async function pinned(key: string | undefined, fingerprint: string | null): Promise<Check[]> {
  if (key === undefined) return [];
  const expected = /^[0-9a-f]{64}$/i.test(key) ? key.toLowerCase() : await fingerprintIn(key);
  const problem =
    expected === fingerprint
      ? null
      : `${paths.key}: it is key ${fingerprint ?? "(unreadable)"}, not the expected ${expected}`;
  return [checkOf("publisher", problem, `the key is the expected one, ${expected}`)];
}

async function fingerprintIn(path: string): Promise<string> {
  const found = await stat(path).catch(() => null);
  if (found === null || !found.isFile())
    throw new InvalidInput(
      `key "${path}" is neither a fingerprint (64 hex digits) nor the file of a public key`,
    );
  try {
    return fingerprintOf(publicKeyOf(await readFile(path)));
  } catch (cause) {
    throw new InvalidInput(`key file ${path} is not an Ed25519 public key in PEM`, {}, cause);
  }
}

async function contentChecks(
  files: Files,
): Promise<{ readonly checks: Check[]; readonly edition: string | null }> {
  const read = await attempt(() => readEdition(files));
  const first = checkOf("edition", read.problem, `${paths.edition} is a canonical edition`);
  if (read.value === null) return { checks: [first], edition: null };
  return { checks: [first, ...(await agreementChecks(read.value, files))], edition: read.value.id };
}

/** Whether all that the folder holds says the same as `edition.json`, and adds up. */
async function agreementChecks(edition: Edition, files: Files): Promise<Check[]> {
  const check = async (
    name: string,
    passed: string,
    find: () => string | null | Promise<string | null>,
  ): Promise<Check> => {
    const found = await attempt(find);
    return checkOf(name, found.problem ?? found.value, passed);
  };
  const tables = edition.sections.flatMap((section) => section.tables).length;
  const page = () => pageProblem(edition, textOf(paths.page, files.get(paths.page) ?? Buffer.alloc(0)));
  return [
    await check("description", `${paths.datapackage} describes every data file as it is`, () =>
      descriptionProblem(files),
    ),
    await check("figures", "figures agree in JSON, CSV and Parquet", () => figuresProblem(edition, files)),
    await check("tables", `${tables} tables agree cell by cell in JSON, CSV and Parquet`, () =>
      tablesProblem(edition, files),
    ),
    await check("totals", "every total is the sum of its rows, as far as they are shown", () =>
      totalsProblem(edition),
    ),
    await check("shares", "every share that its table can derive is what the table gives", () =>
      sharesProblem(edition),
    ),
    await check("page", `${paths.page} has every figure and every table cell`, page),
  ];
}

/** A result, or the one line of a refusal; faults of our own are thrown on. */
async function attempt<Value>(
  work: () => Value | Promise<Value>,
): Promise<{ value: Value | null; problem: string | null }> {
  try {
    return { value: await work(), problem: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { value: null, problem: error.message };
  }
}
