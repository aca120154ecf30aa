import { html } from "hono/html";
import { dayIn } from "../../../base/time.ts";
import { actionNamed } from "../../../records/exchange/actions/catalogue.ts";
import type { ExchangeFacility } from "../../../records/exchange/facility.ts";
import type { Markup } from "../../../reports/render/markup.ts";
import { formMarkup, problemSummary } from "../form.ts";
import type { Option } from "../form-field.ts";
import { type FormParts, formView, type Retry } from "../retry.ts";
import { fieldTime } from "../times.ts";
import { organisationName, type Visit } from "../visit.ts";
import type { WorkPage } from "../work-page.ts";

export type FreshAction = "log_request" | "issue_request" | "book";

/** The form that begins something new, with the facilities that it can be about. */
export interface FreshView {
  readonly action: FreshAction;
  readonly facilities: readonly ExchangeFacility[];
}

const named = (one: ExchangeFacility): Option => ({
  value: one.facility_id,
  label: `${one.name}, ${one.state_usps}`,
});

/** The zone of the facilities, where all of them have one. */
function zoneOf(facilities: readonly ExchangeFacility[]): string | null {
  const zones = [...new Set(facilities.map((one) => one.time_zone))];
  return zones.length === 1 ? (zones[0] ?? null) : null;
}

function ownFacility({ action, facilities }: FreshView): Pick<FormParts, "fixed" | "options"> {
  const [only] = facilities;
  if (action !== "issue_request" && facilities.length === 1 && only !== undefined)
    return { fixed: { facility_id: only.facility_id } };
  return { options: { facility_id: facilities.map(named) } };
}

function officeOptions({ organisations, words }: Visit): Option[] {
  const offices = organisations.filter((one) => one.kind === "ero_field_office");
  return [
    { value: "", label: words.form.other_office },
    ...offices.map((one) => ({ value: one.organisation_id, label: one.name })),
  ];
}

type Defaults = NonNullable<FormParts["defaults"]>;

/** What most forms of today have: the form and warrant of today's practice, received just now at the first facility. */
function defaultsOf(view: FreshView, zone: string, visit: Visit): Defaults {
  const { c, now, actor } = visit;
  const asked = (name: string): Defaults => {
    const given = c.req.query(name);
    return given === undefined ? {} : { [name]: [given.slice(0, 200)] };
  };
  const [first] = view.facilities;
  const facility: Defaults = first === undefined ? {} : { facility_id: [first.facility_id] };
  const form: Defaults = { form: ["I-247A"], warrant: ["I-200"], issued_on: [dayIn(now, zone)], bases: [] };
  if (view.action === "book")
    return { ...facility, booked_at: [fieldTime(now, zone)], ...asked("booking_number") };
  if (view.action === "issue_request")
    return {
      ...form,
      issuing_unit: [organisationName(visit, actor.organisation_id)],
      ...asked("facility_id"),
      ...asked("booking_number"),
      ...asked("supersedes_request"),
    };
  const offices = visit.organisations.filter((one) => one.kind === "ero_field_office");
  return {
    ...facility,
    ...form,
    received_at: [fieldTime(now, zone)],
    channel: ["fax"],
    issuer_organisation_id: [offices.length === 1 ? (offices[0]?.organisation_id ?? "") : ""],
    ...asked("booking_number"),
  };
}

function partsOf(view: FreshView, visit: Visit): FormParts {
  const zone = zoneOf(view.facilities);
  const own = ownFacility(view);
  const issuing: Readonly<Record<string, readonly Option[]>> =
    view.action === "log_request"
      ? { issuer_organisation_id: officeOptions(visit) }
      : {
          facility_id: [{ value: "", label: visit.words.form.other_facility }, ...view.facilities.map(named)],
        };
  return {
    action: actionNamed(view.action),
    prefix: view.action.replaceAll("_", "-"),
    target: `/exchange/actions/${view.action}`,
    zone,
    fixed: own.fixed ?? {},
    options: { ...own.options, ...(view.action === "book" ? {} : issuing) },
    defaults: defaultsOf(view, zone ?? view.facilities[0]?.time_zone ?? "UTC", visit),
  };
}

function whereMarkup({ action, facilities }: FreshView): Markup | "" {
  const [only] = facilities;
  if (action === "issue_request" || facilities.length !== 1 || only === undefined) return "";
  return html`<p class="known-at">${only.name}, ${only.state_usps}</p>`;
}

/** The page on which a request is entered or issued, or a person is booked in. */
export function freshPage(view: FreshView, visit: Visit, retry: Retry | null): WorkPage {
  const { words } = visit;
  const said = words.fresh[view.action];
  const form = formView(visit, partsOf(view, visit), retry);
  return {
    title: retry === null ? said.title : `${words.faults.heading}: ${said.title}`,
    section: view.action === "book" ? "/exchange/bookings" : "/exchange/requests",
    is_synthetic: view.facilities.some((one) => one.is_synthetic),
    main: html`${problemSummary(form, words)}
    <div class="page-heading"><h1>${said.title}</h1><p class="page-lead">${said.lead}</p></div>
    ${whereMarkup(view)}
    ${formMarkup(form, words)}`,
  };
}
