import { AppError, InvalidInput } from "../../base/errors.ts";

/** The most bytes that a write may have, and a batch of bookings. */
export const longestBody = { write: 1_000_000, batch: 10_000_000 } as const;

const deepest = 32; // levels of lists and objects within each other; what is taken has three

const tooLong = (most: number): AppError =>
  new AppError(
    "content_too_large",
    `the content has more than ${most.toLocaleString("en-US")} bytes; send less at once`,
  );

/** The kind of content as its header names it, without parameters. */
export function contentType(request: Request): string {
  return (request.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
}

/** Throws the `AppError` that refuses content of another kind than one of those. */
export function checkContentType(request: Request, taken: readonly string[]): void {
  if (taken.includes(contentType(request))) return;
  throw new AppError(
    "unsupported_media_type",
    `content-type: write ${taken.join(" or ")}, and send content of that kind`,
  );
}

/** The bytes of a request, read no further than allowed; throws `content_too_large` past that. */
export async function readBytes(request: Request, most: number): Promise<Uint8Array> {
  if (Number(request.headers.get("content-length") ?? "0") > most) throw tooLong(most);
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of request.body ?? []) {
    length += piece.length;
    if (length > most) throw tooLong(most);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** Whether lists and objects of a JSON text lie within each other deeper than anything that is taken. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let isText = false;
  for (let at = 0; at < text.length; at++) {
    const c = text[at];
    if (isText) {
      if (c === "\\") at++;
      else if (c === '"') isText = false;
    } else if (c === '"') isText = true;
    else if (c === "{" || c === "[") depth++;
    else if (c === "}" || c === "]") depth--;
    if (depth > deepest) return true;
  }
  return false;
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new InvalidInput("the content is not UTF-8; write JSON in UTF-8", {}, error);
  }
}

/** The JSON object of a request; throws `InvalidInput` in one line, which repeats nothing of it, for anything else. */
export async function readJson(request: Request, most: number): Promise<Record<string, unknown>> {
  checkContentType(request, ["application/json"]);
  const text = textOf(await readBytes(request, most));
  if (isTooDeep(text))
    throw new InvalidInput(`the content has more than ${deepest} levels of lists and objects; send it flat`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const at = /position (\d+)/.exec((error as Error).message)?.[1];
    const where = at === undefined ? "" : ` at character ${Number(at) + 1}`;
    throw new InvalidInput(
      `the content is no JSON${where}; send one object, {} where there is nothing to say`,
    );
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw new InvalidInput("the content is JSON, but no object; send one object of fields");
}
