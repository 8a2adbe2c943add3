/** Return the SHA-256 digest. Browsers offer their own only over HTTPS; over plain HTTP a library computes it. */
export async function sha256(data: ArrayBuffer): Promise<Uint8Array> {
  // The type claims that it is always defined.
  const subtle = globalThis.crypto.subtle as SubtleCrypto | undefined;
  if (subtle) return new Uint8Array(await subtle.digest("SHA-256", data));
  const { sha256: digest } = await import("@noble/hashes/sha2.js");
  return digest(new Uint8Array(data));
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}
