import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Context } from "hono";
import { NotFound } from "../base/errors.ts";
import { sha256 } from "../base/hash.ts";
import { projectPath } from "../base/paths.ts";

/** A file that every page may ask for, ready to send. */
interface Asset {
  readonly type: string;
  readonly hash: string;
  readonly bytes: Buffer;
  readonly br: Buffer | null;
  readonly gzip: Buffer | null;
}

const designSystem = (...parts: readonly string[]): string =>
  projectPath("node_modules", "@uswds", "uswds", "dist", ...parts);

const ours = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The design system's stylesheet with our two weights of its letters in place of its own thirty files. */
function designSystemStyles(): string {
  return readFileSync(designSystem("css", "uswds.min.css"), "utf8")
    .replace(/@font-face\{[^}]*\}/g, "")
    .replaceAll("Public Sans Web", "Public Sans")
    .replace(/\/\*# sourceMappingURL=.*?\*\//g, "");
}

/** The design system's styles, then what editions add to them, then what the site adds: one file, one look. */
function stylesheet(): Buffer {
  const added = ["../reports/render/report.css", "site.css"].map((path) => readFileSync(ours(path), "utf8"));
  return Buffer.from([designSystemStyles(), ...added].join("\n"));
}

const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } };

function textAsset(type: string, bytes: Buffer): Asset {
  return {
    type,
    bytes,
    hash: sha256(bytes).slice(0, 16),
    br: brotliCompressSync(bytes, quality),
    gzip: gzipSync(bytes),
  };
}

function fontAsset(name: string): Asset {
  const bytes = readFileSync(designSystem("fonts", "public-sans", name));
  return { type: "font/woff2", bytes, hash: sha256(bytes).slice(0, 16), br: null, gzip: null };
}

/** The files that pages need, by name; read and packed at the first call. */
export class Assets {
  #assets: ReadonlyMap<string, Asset> | null = null;

  /** The address of the stylesheet; it changes with its content, so that it may be kept for ever. */
  get stylesheet(): string {
    return `/assets/site.css?v=${this.#all().get("site.css")?.hash}`;
  }

  /** Answers with an asset, packed as the reader can take it; throws `NotFound` for any other name. */
  send(c: Context, name: string): Response {
    const asset = this.#all().get(name);
    if (asset === undefined) throw new NotFound(`there is no file ${name.slice(0, 60)} here`);
    const accepted = c.req.header("accept-encoding") ?? "";
    const packed = (["br", "gzip"] as const).find((each) => accepted.includes(each) && asset[each] !== null);
    const isPinned = c.req.query("v") === asset.hash;
    return c.body(new Uint8Array((packed ? asset[packed] : null) ?? asset.bytes), 200, {
      "content-type": asset.type,
      "cache-control": isPinned ? "public, max-age=31536000, immutable" : "public, max-age=86400",
      etag: `"${asset.hash}${packed ? `-${packed}` : ""}"`,
      vary: "accept-encoding",
      ...(packed ? { "content-encoding": packed } : {}),
    });
  }

  #all(): ReadonlyMap<string, Asset> {
    this.#assets ??= new Map([
      ["site.css", textAsset("text/css; charset=utf-8", stylesheet())],
      ["PublicSans-Regular.woff2", fontAsset("PublicSans-Regular.woff2")],
      ["PublicSans-Bold.woff2", fontAsset("PublicSans-Bold.woff2")],
      ["OFL.txt", textAsset("text/plain; charset=utf-8", readFileSync(ours("../reports/publish/OFL.txt")))],
    ]);
    return this.#assets;
  }
}
