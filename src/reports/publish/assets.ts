import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { projectPath } from "../../base/paths.ts";
import { stylesheet } from "../render/stylesheet.ts";
import { paths } from "./paths.ts";

const fonts = ["PublicSans-Regular.woff2", "PublicSans-Bold.woff2"];

/** What a page needs beside itself: one stylesheet, two fonts and the fonts' licence, by their paths in the folder. */
export function assetsOf(page: string): [string, Buffer][] {
  return [
    [paths.stylesheet, Buffer.from(stylesheet(page))],
    ...fonts.map((name): [string, Buffer] => [`assets/${name}`, readFileSync(fontPath(name))]),
    [paths.fontLicence, readFileSync(fileURLToPath(new URL("OFL.txt", import.meta.url)))],
  ];
}

function fontPath(name: string): string {
  return projectPath("node_modules", "@uswds", "uswds", "dist", "fonts", "public-sans", name);
}
