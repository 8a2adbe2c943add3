import { createHash } from "node:crypto";
import { afterEach, describe, expect, it, vi } from "vitest";
import { sha256, toBase64, toHex } from "@/lib/sha256";

const DATA = new Uint8Array(100_000).map((_, place) => place % 251);
const EXPECTED = createHash("sha256").update(DATA).digest();

describe("sha256", () => {
  afterEach(() => vi.unstubAllGlobals());

  it("uses the browser's where there is one", async () => {
    expect(toHex(await sha256(DATA.buffer))).toBe(EXPECTED.toString("hex"));
  });

  it("gives the same on a page served over plain HTTP", async () => {
    vi.stubGlobal("crypto", {});
    expect(toBase64(await sha256(DATA.buffer))).toBe(EXPECTED.toString("base64"));
  });
});
