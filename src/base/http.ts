import { AppError } from "./errors.ts";

/** The HTTP status of each error code that a face of Accord can tell. */
const statuses: Readonly<Record<string, number>> = {
  invalid_input: 400,
  not_signed_in: 401,
  not_allowed: 403,
  suppressed: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  changed_since: 412,
  content_too_large: 413,
  uri_too_long: 414,
  unsupported_media_type: 415,
  no_rule_in_force: 422,
  source_rejected: 422,
  version_needed: 428,
  too_many_tries: 429,
  edition_changed: 500,
};

/** Whether an error was made to be told to a reader; any other says nothing of its cause. */
export function isTold(error: unknown): error is AppError {
  return error instanceof AppError && error.code in statuses;
}

/** The HTTP status that an error means; 500 for anything that is our own fault. */
export function statusOf(error: unknown): number {
  return error instanceof AppError ? (statuses[error.code] ?? 500) : 500;
}

/** The methods that a face which only reads answers. */
export const readingMethods = "GET, HEAD, OPTIONS";

const longestUrl = 4096; // characters, path and query

/** Throws the `AppError` that refuses a request which a face that only reads has no use for: other methods, bodies, endless addresses. */
export function checkReadingRequest(request: Request): void {
  if (!readingMethods.split(", ").includes(request.method))
    throw new AppError(
      "method_not_allowed",
      `${request.method} is not answered here; nothing can be changed over the web, only read with GET`,
    );
  if (request.url.length > longestUrl)
    throw new AppError(
      "uri_too_long",
      `the address has ${request.url.length} characters; at most ${longestUrl} are read`,
    );
  const length = request.headers.get("content-length") ?? "0";
  if (length !== "0" || request.headers.has("transfer-encoding"))
    throw new AppError("content_too_large", "a request to read carries no content; send it without a body");
}
