import { AppError, InvalidInput } from "../../base/errors.ts";

/** The header that names a write, so that the same one sent again is done once. */
export const keyHeader = "idempotency-key";

/** The ETag of a version of one request or booking. */
export const etagOf = (version: number): string => `"v${version}"`;

/** The key of a write; throws `InvalidInput` where there is none, or none that can be kept. */
export function idempotencyKey(headers: Headers): string {
  const key = headers.get(keyHeader);
  if (key === null)
    throw new InvalidInput(
      "Idempotency-Key: send one with every write, new for each and the same again when you repeat it",
      { parameter: "Idempotency-Key" },
    );
  if (!/^[\x21-\x7e]{8,200}$/.test(key))
    throw new InvalidInput("Idempotency-Key: write 8 to 200 letters, digits and marks without blanks", {
      parameter: "Idempotency-Key",
    });
  return key;
}

/** The version that a writer read, from `If-Match`; throws `version_needed` where it does not name one. */
export function versionRead(headers: Headers): number {
  const found = /^\s*(?:W\/)?"v(\d{1,9})"\s*$/.exec(headers.get("if-match") ?? ""); // weakened where the answer was compressed
  if (found) return Number(found[1]);
  throw new AppError(
    "version_needed",
    'If-Match: send the ETag of what you read, for example "v7", so that nothing is written over what you have not seen',
    { parameter: "If-Match" },
  );
}

/** Whether the reader has that version already, by `If-None-Match`. */
export function hasVersion(headers: Headers, version: number): boolean {
  const tags = (headers.get("if-none-match") ?? "").split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  return tags.includes("*") || tags.includes(etagOf(version));
}
