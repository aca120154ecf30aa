import { z } from "zod";
import { isTold, readingMethods, statusOf } from "../base/http.ts";

/** The kinds of problem that the API tells, with their titles; each has an anchor on the page about the API. */
export const problemTitles: Readonly<Record<string, string>> = {
  invalid_input: "The request cannot be used as it is",
  not_signed_in: "Nobody is signed in",
  not_allowed: "This is not allowed to who asks",
  changed_since: "The record moved on since you read it",
  version_needed: "Say which version you read",
  too_many_tries: "Too many tries",
  suppressed: "The number is suppressed",
  not_found: "There is nothing here",
  method_not_allowed: "The method is not answered",
  conflict: "What stands does not allow this",
  content_too_large: "The request carries more content than is read",
  unsupported_media_type: "The content is of another kind",
  uri_too_long: "The address is too long",
  no_rule_in_force: "No rule is in force on that day",
  source_rejected: "The source cannot be read",
  edition_changed: "The edition on this server is not the one that was recorded",
  internal: "The fault is ours",
};

/** A problem as RFC 9457 has it, with the error's own code. */
export const problemSchema = z.object({
  type: z.string().describe("A reference that names the kind of problem"),
  title: z.string().describe("The kind of problem in words"),
  status: z.number().int().describe("The HTTP status"),
  detail: z.string().describe("What happened, to what, and how to mend it"),
  instance: z.string().describe("The path that was asked for"),
  code: z.string().describe("The kind of problem as one word"),
  parameter: z.string().optional().describe("The parameter that it is about, where it is about one"),
  nearest: z.array(z.string()).optional().describe("The nearest names that are known, where a name was not"),
  fields: z
    .array(z.object({ field: z.string(), message: z.string() }))
    .optional()
    .describe("Each field that cannot be used as it is, by its path in the input, and how to mend it"),
});
export type Problem = z.infer<typeof problemSchema>;

const internalDetail =
  "Something went wrong here that is not of your making, and nothing was changed. Please tell who runs this server what you asked for.";

const longest = 500; // characters of a line; an error may repeat what it was given

/** A text as one line of bounded length, whatever was given. */
const oneLine = (text: string): string => {
  const line = text.toWellFormed().replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ");
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
};

/** The fields that an error of input names, at most 50 of them. */
function fieldsOf(given: unknown): Pick<Problem, "fields"> {
  if (!Array.isArray(given)) return {};
  const fields = given.slice(0, 50) as { readonly field: unknown; readonly message: unknown }[];
  return {
    fields: fields.map(({ field, message }) => ({
      field: oneLine(String(field)),
      message: oneLine(String(message)),
    })),
  };
}

/** The problem that an error is, for the path that was asked for; faults of our own say nothing of their cause. */
export function problemOf(error: unknown, path: string): Problem {
  const known = isTold(error) ? error : null;
  const code = known?.code ?? "internal";
  const parameter = known?.details.parameter ?? known?.details.field;
  const near = known?.details.nearest;
  return {
    type: `/api#${code}`,
    title: problemTitles[code] ?? "",
    status: statusOf(error),
    detail: oneLine(known?.message ?? internalDetail),
    instance: path,
    code,
    ...(typeof parameter === "string" ? { parameter: oneLine(parameter) } : {}),
    ...(Array.isArray(near) ? { nearest: near as string[] } : {}),
    ...fieldsOf(known?.details.fields),
  };
}

/** The response that tells a problem; a method that is not answered names those that are, the reading ones where none are given. */
export function problemResponse(problem: Problem, more: Readonly<Record<string, string>> = {}): Response {
  const headers = new Headers({
    "content-type": "application/problem+json; charset=utf-8",
    "cache-control": "no-store",
  });
  if (problem.status === 405) headers.set("allow", readingMethods);
  for (const [name, value] of Object.entries(more)) headers.set(name, value);
  return new Response(`${JSON.stringify(problem)}\n`, { status: problem.status, headers });
}
