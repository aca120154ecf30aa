import { InvalidInput } from "../../base/errors.ts";
import { counted } from "../readers/refusal.ts";

function decoded(json: string | Uint8Array, what: string, mostBytes: number): string {
  const bytes = typeof json === "string" ? Buffer.byteLength(json) : json.length;
  if (bytes > mostBytes)
    throw new InvalidInput(
      `${what}: ${counted(bytes)} bytes; at most ${counted(mostBytes)} are taken, send it in parts`,
    );
  if (typeof json === "string") return json;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(json);
  } catch (error) {
    throw new InvalidInput(`${what}: the bytes are no UTF-8; write JSON in UTF-8`, {}, error);
  }
}

/** The value of a JSON text; throws `InvalidInput` in one line, which repeats nothing of the text, for what is none or too long. */
export function parseJson(json: string | Uint8Array, what: string, mostBytes: number): unknown {
  const text = decoded(json, what, mostBytes);
  try {
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch (error) {
    const at = /position (\d+)/.exec((error as Error).message)?.[1];
    const where = at === undefined ? "" : ` at character ${counted(Number(at) + 1)}`;
    throw new InvalidInput(`${what}: this is no JSON${where}; check what wrote it`);
  }
}
