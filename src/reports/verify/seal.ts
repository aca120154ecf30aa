import { sha256 } from "../../base/hash.ts";
import { paths } from "../publish/paths.ts";
import { type Check, checkOf } from "./check.ts";
import { differences, type Folder, folderFingerprint } from "./folder.ts";

/** Whether the folder is whole and signed: its seal first, then each file against the seal. */
export function sealChecks(folder: Folder): Check[] {
  const count = folder.sums.value?.length ?? 0;
  return [
    checkOf(
      "signature",
      sealProblem(folder),
      `${paths.sums} is signed by ${folderFingerprint(folder) ?? "nobody"}`,
    ),
    checkOf(
      "files",
      differences(folder)[0],
      `${count} files are there, no more, each with the bytes that were published`,
    ),
  ];
}

/**
 * What is wrong with the seal itself, or null. Of its three files one may have been changed, so each is held against the
 * other two: the key has a hash in the list and a fingerprint in the signature; the list has the files themselves.
 */
function sealProblem(folder: Folder): string | null {
  const unreadable = folder.key.problem ?? folder.sums.problem ?? folder.signature.problem;
  if (unreadable !== null) return unreadable;
  if (folder.is_signed) return namedKeyProblem(folder);
  const isNamed = folder.signature.value?.fingerprint === folderFingerprint(folder);
  const isListed = keyIsListed(folder);
  if (!isNamed && !isListed) return `${paths.key}: it is not the key that signed this edition`;
  if (!isNamed) return `${paths.signature}: it names another key than ${paths.key}`;
  if (differences(folder).length > 0) return `${paths.sums}: it is not the list of hashes that was signed`;
  return `${paths.signature}: it is not the signature of ${paths.sums}`;
}

/** A good signature under the name of another key: only the name was changed. */
function namedKeyProblem(folder: Folder): string | null {
  if (folder.signature.value?.fingerprint === folderFingerprint(folder)) return null;
  return `${paths.signature}: it names another key than ${paths.key}`;
}

function keyIsListed(folder: Folder): boolean {
  const line = folder.sums.value?.find((each) => each.path === paths.key);
  const bytes = folder.files.get(paths.key);
  return line !== undefined && bytes !== undefined && sha256(bytes) === line.sha256;
}
