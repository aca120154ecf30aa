import { AppError } from "../../base/errors.ts";
import type { Subject } from "../../records/exchange/action.ts";
import type { Done, Stage } from "./carry.ts";
import { stepKey } from "./seed.ts";

/** The exchange over HTTP, asked with bearer tokens. */
export class ApiClient {
  readonly #root: string;
  readonly #tokens: ReadonlyMap<string, string>;

  constructor(url: string, tokens: ReadonlyMap<string, string>) {
    this.#root = `${url}/api/v1/exchange`;
    this.#tokens = tokens;
  }

  /** Asks as an account; a problem is thrown as what it says, under its own code. */
  async ask(who: string, path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { ...init.headers, authorization: `Bearer ${this.#tokens.get(who) ?? ""}` };
    const response = await fetch(`${this.#root}${path}`, { ...init, headers });
    if (response.ok) return response;
    const { code, detail } = (await response.json()) as { code: string; detail: string };
    throw new AppError(code, detail);
  }
}

const folders: Readonly<Record<Exclude<Subject, "none">, string>> = {
  request: "/requests",
  booking: "/bookings",
};

/** Carries steps through the API: reads what a step is done to, and writes with the version that was read. */
export function apiStage(api: ApiClient): Stage {
  return {
    async take(step, subjectId): Promise<Done> {
      const { action, who, input } = step;
      const folder = action.subject === "none" ? "" : `${folders[action.subject]}/${subjectId}`;
      const etag = folder === "" ? null : (await api.ask(who, folder)).headers.get("etag");
      const response = await api.ask(who, `${folder}/actions/${action.id}`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "idempotency-key": stepKey(step),
          ...(etag === null ? {} : { "if-match": etag }),
        },
        body: JSON.stringify(input),
      });
      return (await response.json()) as Done;
    },
  };
}
