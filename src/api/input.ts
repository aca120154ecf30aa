import type { z } from "zod";
import { InvalidInput } from "../base/errors.ts";
import { slips } from "../base/slips.ts";
import type { Route } from "./route.ts";

/** The names nearest to a name: those within a third of its length, else all of them. */
function nearest(name: string, known: readonly string[]): string[] {
  const most = Math.max(2, Math.floor(name.length / 3));
  const near = known
    .map((other) => ({ other, away: slips(name, other, most) }))
    .filter((each) => each.away <= most)
    .sort((a, b) => a.away - b.away)
    .map((each) => each.other);
  return near.length > 0 ? near : [...known];
}

function refuseUnknown(names: readonly string[], known: readonly string[]): void {
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const near = nearest(unknown, known);
  const hint =
    known.length === 0
      ? "this address takes no parameters"
      : near.length < known.length || known.length === 1
        ? `did you mean ${near.join(" or ")}?`
        : `this address takes ${known.join(", ")}`;
  throw new InvalidInput(`there is no parameter "${unknown.slice(0, 40)}"; ${hint}`, {
    parameter: unknown.slice(0, 40),
    nearest: near,
  });
}

function parsePart(schema: z.ZodObject, values: Readonly<Record<string, string>>): Record<string, unknown> {
  const read = schema.safeParse(values);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const name = String(issue?.path[0] ?? "");
  throw new InvalidInput(
    `${name} "${(values[name] ?? "").slice(0, 40)}": ${issue?.message ?? "cannot be read"}`,
    {
      parameter: name,
    },
  );
}

/**
 * What a request asks of a route, from the parameters of its path and its query. Throws `InvalidInput` for a parameter that
 * the route does not have (with the nearest that it has), for one given twice, and for a value that cannot be used.
 */
export function inputOf(
  route: Pick<Route, "path_parameters" | "query">,
  path: Readonly<Record<string, string>>,
  query: URLSearchParams,
): Record<string, unknown> {
  const names = [...query.keys()];
  refuseUnknown(names, Object.keys(route.query.shape));
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined)
    throw new InvalidInput(`${twice} is given twice; give it once`, { parameter: twice });
  return { ...parsePart(route.path_parameters, path), ...parsePart(route.query, Object.fromEntries(query)) };
}
