import type { Context } from "hono";
import { en, type Words } from "./messages/en.ts";

/** The languages that the exchange speaks, by the tag that browsers ask for. */
const languages: Readonly<Record<string, Words>> = { en };

/** The words of the language that a browser asks for first among those spoken; English where it asks for none of them. */
export function wordsFor(c: Context): Words {
  const asked = (c.req.header("accept-language") ?? "")
    .split(",")
    .map((one) => one.trim().slice(0, 2).toLowerCase());
  const found = asked.find((tag) => tag in languages);
  return languages[found ?? "en"] ?? en;
}
