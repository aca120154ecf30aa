import { html } from "hono/html";
import { isTold, statusOf } from "../../../base/http.ts";
import type { OrganisationKind, Role } from "../../../records/organisations/role.ts";
import type { Markup } from "../../../reports/render/markup.ts";
import { pageHeading } from "../../markup/heading.ts";
import { organisationName, type Visit } from "../visit.ts";
import type { WorkPage } from "../work-page.ts";

/** Who may do or read what was asked for. */
export interface Needed {
  readonly what: string;
  readonly organisations: readonly OrganisationKind[];
  readonly roles: readonly Role[];
}

const back = ({ words }: Visit): Markup => html`<p><a href="/exchange">${words.error_text.back}</a></p>`;

/** The page that tells an error: what happened and where to go on; a fault of ours says nothing of its cause. */
export function troublePage(error: unknown, visit: Visit): WorkPage {
  const { words } = visit;
  const status = statusOf(error);
  const title = words.errors[status === 403 ? 409 : status] ?? words.errors[400] ?? ""; // 403 here is a form of another page
  const text = isTold(error) ? error.message : words.error_text.fault;
  return { title, section: "", main: html`${pageHeading(title, text)}${back(visit)}` };
}

/** The page for what a role does not have: who has it, and who can give it. */
export function forbiddenPage({ what, organisations, roles }: Needed, visit: Visit): WorkPage {
  const { words, actor } = visit;
  const said = words.error_text;
  const title = words.errors[403] ?? "";
  const roleNames = roles.map((role) => words.shown.role[role]).join(said.or);
  const isOwn = organisations.includes(actor.organisation_kind);
  const kinds = organisations.map((kind) => words.shown.organisation_kind[kind]).join(said.or);
  const own = actor.roles.map((role) => words.shown.role[role]).join(", ");
  return {
    title,
    section: "",
    main: html`${pageHeading(title, `${what}. ${said.you_are(own, organisationName(visit, actor.organisation_id))}`)}
    <p><strong>${said.allowed}</strong> ${isOwn ? said.allowed_own(roleNames) : said.allowed_roles(roleNames, kinds)}.</p>${isOwn && html`<p>${said.ask}</p>`}${back(visit)}`,
  };
}
