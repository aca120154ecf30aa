import assert from "node:assert/strict";
import { test } from "node:test";
import { palette } from "./palette.ts";

type Triple = readonly [number, number, number];

/** How dichromats see linear RGB (Machado, Oliveira and Fernandes 2009, severity 1). */
const sights: Record<string, readonly Triple[]> = {
  "normal vision": [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const dot = (a: Triple, b: Triple) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const triple = (of: (at: number) => number): Triple => [of(0), of(1), of(2)];

function linear(hex: string): Triple {
  const channel = (at: number) => Number.parseInt(hex.slice(1 + 2 * at, 3 + 2 * at), 16) / 255;
  return triple((at) =>
    channel(at) <= 0.04045 ? channel(at) / 12.92 : ((channel(at) + 0.055) / 1.055) ** 2.4,
  );
}

/** CIE L*a*b* of linear sRGB, D65. */
function lab(rgb: Triple): Triple {
  const f = (t: number) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const x = f(dot([0.4124, 0.3576, 0.1805], rgb) / 0.95047);
  const y = f(dot([0.2126, 0.7152, 0.0722], rgb));
  const z = f(dot([0.0193, 0.1192, 0.9505], rgb) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function seen(hex: string, sight: readonly Triple[]): Triple {
  return lab(triple((at) => Math.min(1, Math.max(0, dot(sight[at] as Triple, linear(hex))))));
}

test("every colour has a contrast of 3:1 or more on white", () => {
  for (const hex of palette) assert.ok(1.05 / (dot([0.2126, 0.7152, 0.0722], linear(hex)) + 0.05) >= 3, hex);
});

test("every two colours stay apart in every kind of colour vision", () => {
  const pairs = palette.flatMap((a, at) => palette.slice(at + 1).map((b) => [a, b] as const));
  assert.equal(pairs.length, 15);
  for (const [name, sight] of Object.entries(sights))
    for (const [a, b] of pairs) {
      const [p, q] = [seen(a, sight), seen(b, sight)];
      assert.ok(Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]) >= 20, `${a} and ${b} in ${name}`);
    }
});
