import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";

/** SHA-256 of text (as UTF-8) or bytes, lower-case hex. */
export function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/** A running SHA-256, for content that arrives in pieces. */
export function sha256Stream(): Hash {
  return createHash("sha256");
}

/** SHA-256 of a file's bytes, lower-case hex; throws what the file system throws. */
export async function sha256File(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return hash.digest("hex");
}
