/** How the files of a packet are called. */
export const packetPaths = {
  json: "packet.json",
  pdf: "packet.pdf",
  jsonSignature: "packet.json.sig",
  pdfSignature: "packet.pdf.sig",
  sums: "SHA256SUMS",
  signature: "SHA256SUMS.sig",
  key: "public-key.pem",
} as const;
