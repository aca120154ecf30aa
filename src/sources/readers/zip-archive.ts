import { type Entry, fromFdPromise, type ZipFile } from "yauzl";
import { AppError } from "../../base/errors.ts";
import type { ReadLimits } from "../table.ts";
import { inflateMember } from "./inflate.ts";
import { counted, refusal } from "./refusal.ts";
import type { SourceFile } from "./source-file.ts";

/** The members of a zip archive, by their names in lower case (package names do not tell case apart). */
export interface ZipArchive {
  readonly name: string;
  has(member: string): boolean;
  /** The inflated bytes of a member, piece by piece; throws `SourceRejected` past a limit and where it is damaged. */
  chunks(member: string): AsyncGenerator<Buffer, void>;
}

/** A workbook has a few dozen; each costs a look into the file. */
const maxMembers = 4096;
/** Below this a small, very even part, such as a styles table, may be packed as tightly as it likes. */
const ratioFloor = 10 * 1024 ** 2;

/**
 * The zip archive that a file holds, its list of members read and checked before any is inflated. Throws
 * `SourceRejected` for a damaged or encrypted archive, members by one name or in one place, names that lead outside
 * it, and sizes past the limits. The file stays its opener's.
 */
export async function openArchive(file: SourceFile, limits: ReadLimits): Promise<ZipArchive> {
  const zip = await opened(file);
  const members = await listed(zip, file);
  checkPlaces(members, file);
  checkSizes(members, file, limits);
  return {
    name: file.name,
    has: (member) => members.has(member.toLowerCase()),
    async *chunks(member) {
      const entry = members.get(member.toLowerCase());
      if (!entry)
        throw refusal(`${file.name}, ${member}`, "this part of the workbook is missing", "save it again");
      const start = await dataStart(zip, entry, file);
      yield* inflateMember(file, { ...entry, start, name: entry.fileName });
    },
  };
}

async function opened(file: SourceFile): Promise<ZipFile> {
  try {
    const zip = await fromFdPromise(file.handle.fd, { autoClose: false });
    zip.on("error", () => undefined); // each read reports its own failure; this one must not end the process
    if (zip.entryCount <= maxMembers) return zip;
  } catch (error) {
    throw damaged(file, error);
  }
  throw refusal(
    file.name,
    `the zip archive has more than ${counted(maxMembers)} members`,
    "save the workbook again",
  );
}

async function listed(zip: ZipFile, file: SourceFile): Promise<Map<string, Entry>> {
  const members = new Map<string, Entry>();
  try {
    for await (const entry of zip.eachEntry()) addMember(members, entry, file);
  } catch (error) {
    throw damaged(file, error);
  }
  return members;
}

function addMember(members: Map<string, Entry>, entry: Entry, file: SourceFile): void {
  const name = entry.fileName.toLowerCase();
  const where = `${file.name}, ${entry.fileName}`;
  if (members.has(name)) throw refusal(where, "the zip archive has two members of this name", saveAgain);
  if (entry.isEncrypted())
    throw refusal(where, "the zip archive is locked by a password", "save it without one");
  if (!entry.canDecodeFileData())
    throw refusal(where, "packed by a method that workbooks do not use", saveAgain);
  members.set(name, entry);
}

const saveAgain = "open the workbook and save it again as .xlsx";

/** Members that share bytes of the file are how a small archive is made to inflate without end. */
function checkPlaces(members: ReadonlyMap<string, Entry>, file: SourceFile): void {
  const inOrder = [...members.values()].sort(
    (a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader,
  );
  let free = 0;
  for (const entry of inOrder) {
    const start = entry.relativeOffsetOfLocalHeader;
    if (start < free)
      throw refusal(`${file.name}, ${entry.fileName}`, "two members of the zip overlap", saveAgain);
    free = start + 30 + entry.fileNameLength + entry.compressedSize;
  }
}

/** What the list of members declares; each member is held to it while it is inflated. */
function checkSizes(members: ReadonlyMap<string, Entry>, file: SourceFile, limits: ReadLimits): void {
  let total = 0;
  for (const entry of members.values()) {
    total += entry.uncompressedSize;
    checkRatio(`${file.name}, ${entry.fileName}`, entry.uncompressedSize, entry.compressedSize, limits);
  }
  checkRatio(file.name, total, file.size, limits);
  if (total <= limits.max_inflated_bytes) return;
  const what = `the workbook inflates to more than ${counted(limits.max_inflated_bytes)} bytes`;
  throw refusal(file.name, what, "split it, or save it as CSV");
}

function checkRatio(where: string, inflated: number, packed: number, limits: ReadLimits): void {
  if (inflated <= Math.max(ratioFloor, limits.max_ratio * packed)) return;
  const what = `inflates to more than ${limits.max_ratio} times its packed size, as a zip bomb does`;
  throw refusal(where, what, "save the sheet as CSV");
}

async function dataStart(zip: ZipFile, entry: Entry, file: SourceFile): Promise<number> {
  try {
    return (await zip.readLocalFileHeaderPromise(entry, { minimal: true })).fileDataStart;
  } catch (error) {
    throw damaged(file, error);
  }
}

function damaged(file: SourceFile, error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof AppError || "errno" in error) return error;
  if (/^(absolute path|invalid relative path|invalid characters)/.test(error.message)) {
    return refusal(file.name, "a member's name leads outside the zip archive", saveAgain, error);
  }
  const what = `the zip archive is damaged or cut off (${error.message.replace(/[.\s]+$/, "")})`;
  return refusal(file.name, what, "copy or download the file again", error);
}
