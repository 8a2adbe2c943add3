/** Bytes that are read of a file. */
const HEAD_BYTES = 512;

type Signature = readonly [at: number, bytes: string];

/** What the gateway refuses too, by its first bytes (03-interface/backend/app/services/uploads). */
const SIGNATURES: readonly Signature[] = [
  [0, "%PDF-"],
  [0, "PK\x03\x04"],
  [0, "PK\x05\x06"],
  [0, "Rar!\x1a\x07"],
  [0, "7z\xbc\xaf\x27\x1c"],
  [0, "\x1f\x8b"],
  [0, "\x7fELF"],
  [0, "\x89PNG"],
  [0, "\xff\xd8\xff"],
  [0, "GIF8"],
  [8, "WEBP"],
  [0, "{\\rtf"],
  [0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"],
];

/** Return whether a file is surely no recording: empty, unreadable as a folder is, or of another kind by its first bytes. */
export async function isRefused(file: Blob): Promise<boolean> {
  if (file.size === 0) return true;
  const read = await file
    .slice(0, HEAD_BYTES)
    .arrayBuffer()
    .catch(() => null);
  if (read === null) return true;
  const bytes = new Uint8Array(read);
  const head = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return SIGNATURES.some(([at, signature]) => head.startsWith(signature, at)) || isText(bytes);
}

/** Return whether bytes are a text: UTF-8 without control characters, which no recording begins with. */
function isText(bytes: Uint8Array): boolean {
  if (bytes.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27))) return false;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
