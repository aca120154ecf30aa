import { randomUUID } from "node:crypto";
import type { Action } from "../../records/exchange/action.ts";
import type { FormView } from "./form.ts";
import type { Problem, Typed } from "./form-input.ts";
import type { FormFill } from "./form-view.ts";
import type { Visit } from "./visit.ts";

/** A form that could not be taken, to be shown again as it was typed. */
export interface Retry {
  readonly action: string;
  /** The anchor of the form on its page. */
  readonly prefix: string;
  readonly typed: Typed;
  readonly problems: readonly Problem[];
  /** What the writer had read: its version, null for what begins something new, and the last event that was shown. */
  readonly version: number | null;
  readonly seen: number;
}

/** What a page says of one of its forms. */
export interface FormParts extends Partial<Pick<FormFill, "options" | "defaults" | "fixed" | "zone">> {
  readonly action: Action;
  readonly prefix: string;
  readonly target: string;
  readonly version?: number;
  readonly seen?: number;
  readonly button?: string;
  readonly look?: FormView["look"];
}

/** A form ready to be shown, with what was typed where it comes back. */
export function formView({ session }: Visit, parts: FormParts, retry: Retry | null): FormView {
  const back = retry !== null && retry.prefix === parts.prefix ? retry : null;
  return {
    action: parts.action,
    prefix: parts.prefix,
    target: parts.target,
    options: parts.options ?? {},
    defaults: parts.defaults ?? {},
    fixed: parts.fixed ?? {},
    zone: parts.zone ?? null,
    version: parts.version ?? null,
    seen: parts.seen ?? null,
    form_token: session.form_token ?? "",
    idempotency_key: randomUUID(),
    typed: back?.typed ?? null,
    problems: back?.problems ?? [],
    ...(parts.button === undefined ? {} : { button: parts.button }),
    ...(parts.look === undefined ? {} : { look: parts.look }),
  };
}
