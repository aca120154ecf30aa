import type { secureHeaders } from "hono/secure-headers";

type Options = NonNullable<Parameters<typeof secureHeaders>[0]>;

/**
 * The headers of every public answer: nothing is loaded but our own styles, letters and pictures; no script runs, no page is framed, and
 * no address is told to another site. `data:` stands for the empty icon of every page.
 */
export const headers: Options = {
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    styleSrc: ["'self'"],
    fontSrc: ["'self'"],
    imgSrc: ["'self'", "data:"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  xFrameOptions: "DENY",
  referrerPolicy: "no-referrer",
  strictTransportSecurity: false, // plain HTTP on loopback; a proxy that speaks TLS sets it
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
  permissionsPolicy: { camera: [], geolocation: [], microphone: [] },
};

/** Addresses behind which somebody is, or will be, signed in. */
export const isWorkPath = (path: string): boolean =>
  /^\/(exchange|sign-in|sign-out|enrol|account)(\/|$)/.test(path);

/** The same where somebody signs in and works: a script of our own may run and ask us, and forms say which site they come from. */
export const workHeaders: Options = {
  ...headers,
  contentSecurityPolicy: { ...headers.contentSecurityPolicy, scriptSrc: ["'self'"], connectSrc: ["'self'"] },
  referrerPolicy: "same-origin",
};
