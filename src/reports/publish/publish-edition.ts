import { sha256 } from "../../base/hash.ts";
import type { Edition } from "../edition.ts";
import { checkEdition } from "./check-edition.ts";
import { editionFiles } from "./edition-files.ts";
import { paths } from "./paths.ts";
import { placeFolder } from "./place-folder.ts";
import type { SigningKey } from "./signature.ts";

/** A file of a published folder: its path there, the SHA-256 of its bytes (hex) and their number. */
export interface PublishedFile {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** What was published: the files by path, and the SHA-256 of `SHA256SUMS`, which stands for them all. */
export interface Publication {
  readonly files: readonly PublishedFile[];
  readonly sha256: string;
}

/**
 * Publishes an edition as a folder: HTML, PDF, CSV, Parquet, JSON, their description, hashes and signature; whole or not
 * at all. The same edition and key give the same bytes, so publishing again changes nothing. `InvalidInput` for an edition
 * that cannot be published; `Conflict` for a folder that holds anything else, unless `replace` is given and it is an edition.
 */
export async function publishEdition(
  edition: Edition,
  outDir: string,
  key: SigningKey,
  options: { readonly replace?: boolean } = {},
): Promise<Publication> {
  checkEdition(edition);
  const files = await editionFiles(edition, key);
  await placeFolder(files, outDir, options.replace ?? false);
  const listed = [...files].map(([path, bytes]) => ({ path, sha256: sha256(bytes), bytes: bytes.length }));
  const sums = listed.find((file) => file.path === paths.sums);
  return { files: listed.toSorted((a, b) => (a.path < b.path ? -1 : 1)), sha256: sums?.sha256 ?? "" };
}
