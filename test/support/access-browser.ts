import type { Hono } from "hono";
import { createOneTimeLink } from "../../src/access/one-time-link.ts";
import { memberByLogin } from "../../src/records/organisations/member.ts";
import type { AccessSite } from "./access-site.ts";

/** A browser as far as signing in needs one: it keeps cookies, sends forms from the page it has open, and follows nothing by itself. */
export class Browser {
  readonly cookies = new Map<string, string>();
  readonly #app: Hono;
  readonly #origin: string;
  readonly #headers: Readonly<Record<string, string>>;
  page = "";

  constructor(app: Hono, origin = "http://localhost", headers: Readonly<Record<string, string>> = {}) {
    this.#app = app;
    this.#origin = origin;
    this.#headers = headers;
  }

  /** The form token of the page that is open. */
  get formToken(): string {
    return /name="form_token" value="([^"]+)"/.exec(this.page)?.[1] ?? "";
  }

  /** Opens an address and keeps its page. */
  async get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    return this.#ask(path, { headers });
  }

  /** Sends a form from the page that is open, with its token unless the fields name another; `headers` win over a browser's own. */
  async post(
    path: string,
    fields: Readonly<Record<string, string | readonly string[]>> = {},
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    const body = new URLSearchParams(
      Object.entries({ form_token: this.formToken, ...fields }).flatMap(([name, value]) =>
        (typeof value === "string" ? [value] : value).map((each) => [name, each]),
      ),
    );
    const own = { origin: this.#origin, "sec-fetch-site": "same-origin" };
    return this.#ask(path, { method: "POST", body, headers: { ...own, ...headers } });
  }

  async #ask(path: string, init: RequestInit): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = new Headers({ ...this.#headers, ...(init.headers as Record<string, string>) });
    if (cookie !== "") headers.set("cookie", cookie);
    for (const [name, value] of [...headers]) if (value === "") headers.delete(name);
    const answer = await this.#app.request(`${this.#origin}${path}`, { ...init, headers });
    for (const line of answer.headers.getSetCookie()) this.#keep(line);
    const text = await answer.clone().text();
    if (answer.status !== 303) this.page = text;
    return answer;
  }

  #keep(line: string): void {
    const [pair = "", ...attributes] = line.split("; ");
    const [name = "", value = ""] = pair.split(/=(.*)/s);
    if (attributes.includes("Max-Age=0")) this.cookies.delete(name);
    else this.cookies.set(name, decodeURIComponent(value));
  }
}

/** Signs an account in by its password and the code of the moment; the answer of the form. */
export async function signIn(
  browser: Browser,
  account: { readonly login: string; readonly password: string; code(): string },
  fields: Readonly<Record<string, string>> = {},
): Promise<Response> {
  await browser.get("/sign-in");
  const { login, password } = account;
  return browser.post("/sign-in", { login, password, code: account.code(), ...fields });
}

/** A browser that is signed in by a one-time link: quicker than by a password, which takes a tenth of a second to check. */
export async function linkedIn(site: AccessSite, login: string): Promise<Browser> {
  const { db, clock } = site.parts;
  const path = await createOneTimeLink(db, await db.one(memberByLogin(login)), clock);
  const browser = new Browser(site.app);
  await browser.get(path);
  const answer = await browser.post(path);
  if (answer.status !== 303) throw new Error(`${login} could not sign in: ${answer.status}`);
  return browser;
}
