/** A detainer form as ICE's own label names it, and what that form asks of a jail (reference/forms). */
export interface DetainerForm {
  /** `I-247A`, or `unmapped` for a label that the table does not know, `not recorded` for an empty one. */
  readonly form: string;
  readonly asks_notify: boolean | null;
  readonly asks_hold: boolean | null;
  readonly asks_serve: boolean | null;
}

/** One row of reference/forms/forms.csv, as far as needed here. */
export interface FormRow {
  readonly form_id: string;
  readonly requests: string;
}

const notRecorded: DetainerForm = {
  form: "not recorded",
  asks_notify: null,
  asks_hold: null,
  asks_serve: null,
};

/**
 * Which form a label such as `I247D - Immigration Detainer - Request for Action` names, and what it asks:
 * notify, hold and serve apart. I-247N and I-247G ask for notice only and can never have a hold outcome
 * (domain brief 3.8, invariant 6). An unknown label stays `unmapped` with nothing asked that we know of.
 */
export function formOf(label: string, rows: readonly FormRow[]): DetainerForm {
  if (label.trim() === "") return notRecorded;
  const named = /^I-?247\s*([A-Z])?(?![A-Z0-9])/i.exec(label.trim());
  const form = named ? `I-247${(named[1] ?? "").toUpperCase()}` : "unmapped";
  const known = rows.filter((row) => row.form_id === form);
  if (known.length === 0) return { ...notRecorded, form: "unmapped" };
  const always = (request: string): boolean =>
    known.every((row) => row.requests.split(";").includes(request));
  const ever = (request: string): boolean => known.some((row) => row.requests.split(";").includes(request));
  const asks = (request: string): boolean | null => (always(request) ? true : ever(request) ? null : false);
  return { form, asks_notify: asks("notify"), asks_hold: asks("hold"), asks_serve: asks("serve") };
}
