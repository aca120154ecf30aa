/**
 * Six colours of the U.S. Web Design System that stay apart in normal vision and in protanopia, deuteranopia and
 * tritanopia, each with a contrast of 3:1 or more on white; `palette.test.ts` measures both.
 */
export const palette = ["#005ea2", "#e66f0e", "#009ec1", "#162e51", "#71767a", "#b50909"] as const;

/** Ink for words and axes, the quieter ink for notes, and the lines behind the marks. */
export const ink = "#1b1b1b";
export const quietInk = "#565c65";
export const gridInk = "#dfe1e2";
