/** What went wrong, in a form that each face (cli, api, site) can tell a person: what, where, how to mend it. */
export class AppError extends Error {
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, details: Record<string, unknown> = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.code = code;
    this.details = details;
  }
}

/** Something a person gave us cannot be used as it is; the message says what, where and how to mend it. */
export class InvalidInput extends AppError {
  constructor(message: string, details: Record<string, unknown> = {}, cause?: unknown) {
    super("invalid_input", message, details, cause);
  }
}

/** What was asked for is not there; the message names the nearest things that are. */
export class NotFound extends AppError {
  constructor(message: string, details: Record<string, unknown> = {}) {
    super("not_found", message, details);
  }
}

/** The record moved on, or another process holds it; nothing was changed. */
export class Conflict extends AppError {
  constructor(message: string, details: Record<string, unknown> = {}, cause?: unknown) {
    super("conflict", message, details, cause);
  }
}

/** Who asks may not do or see this; says what would be needed, and nothing of what is there. */
export class NotAllowed extends AppError {
  constructor(message: string, details: Record<string, unknown> = {}) {
    super("not_allowed", message, details);
  }
}

/** Nobody is signed in, or the session has ended. */
export class NotSignedIn extends AppError {
  constructor(message: string, details: Record<string, unknown> = {}) {
    super("not_signed_in", message, details);
  }
}

/** No version of a rule is in force on the day asked about; never to be read as "no". */
export class NoRuleInForce extends AppError {
  constructor(message: string, details: Record<string, unknown> = {}) {
    super("no_rule_in_force", message, details);
  }
}

/** A source file was refused by its reader before anything was recorded. */
export class SourceRejected extends AppError {
  constructor(message: string, details: Record<string, unknown> = {}, cause?: unknown) {
    super("source_rejected", message, details, cause);
  }
}

/** The exit code that tells a shell what happened: 2 the input, 3 our own fault (0 done and 1 "no" are answers). */
export function exitCodeOf(error: unknown): 2 | 3 {
  return error instanceof AppError ? 2 : 3;
}
