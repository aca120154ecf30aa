import { AppError } from "../../base/errors.ts";

/** What a page answered to somebody at a browser. */
export interface Page {
  readonly status: number;
  readonly text: string;
  readonly location: string | null;
}

const formTokenOf = (text: string): string => /name="form_token" value="([^"]+)"/.exec(text)?.[1] ?? "";

function expectStatus(page: Page, path: string, wanted: number): void {
  if (page.status === wanted) return;
  const alert = /usa-alert__text">([^<]+)</.exec(page.text)?.[1] ?? "";
  throw new AppError("sign_in", `${path} answered ${page.status}, not ${wanted} ${alert}`.trimEnd());
}

/** Somebody at a browser without JavaScript: keeps cookies, and sends the forms of pages with their tokens. */
export class Visitor {
  readonly #url: string;
  readonly #cookies = new Map<string, string>();

  constructor(url: string) {
    this.#url = url;
  }

  async #ask(path: string, init: RequestInit): Promise<Page> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(`${this.#url}${path}`, {
      ...init,
      redirect: "manual",
      headers: { ...init.headers, ...(cookie === "" ? {} : { cookie }) },
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const [name = "", value = ""] = [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)];
      if (value === "") this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return {
      status: response.status,
      text: await response.text(),
      location: response.headers.get("location"),
    };
  }

  /** Opens a page; throws when it does not answer 200. */
  async open(path: string): Promise<Page> {
    const page = await this.#ask(path, {});
    expectStatus(page, path, 200);
    return page;
  }

  /** Sends a form of a page that was opened; throws when the answer has another status than expected. */
  async send(
    from: Page,
    path: string,
    fields: Readonly<Record<string, string>>,
    wanted: number,
  ): Promise<Page> {
    const page = await this.#ask(path, {
      method: "POST",
      body: new URLSearchParams({ ...fields, form_token: formTokenOf(from.text) }),
      headers: { origin: this.#url, "sec-fetch-site": "same-origin" },
    });
    expectStatus(page, path, wanted);
    return page;
  }
}
