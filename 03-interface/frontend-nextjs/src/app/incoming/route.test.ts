import { describe, expect, it, vi } from "vitest";
import { POST } from "@/app/incoming/route";

vi.mock("node:timers/promises", () => ({ setTimeout: () => Promise.resolve() }));

const FAILED = { status: 303, location: "/meetings?share=failed" };

/** Return where what is posted to an address is led. */
async function post(path: string) {
  const { status, headers } = await POST(
    new Request(new URL(path, "http://scribe.test"), { method: "POST" }),
  );
  return { status, location: headers.get("location") ?? "" };
}

describe("what is shared past the service worker", () => {
  it("is sent there twice again, then given up", async () => {
    const first = await post("/incoming");
    expect(first).toEqual({ status: 307, location: "/incoming?tries=1" });
    const second = await post(first.location);
    expect(second).toEqual({ status: 307, location: "/incoming?tries=2" });
    expect(await post(second.location)).toEqual(FAILED);
  });

  it.each(["word", "-5", "-1", "1.5", "3", "Infinity"])("is given up after %s tries", async (tries) => {
    expect(await post(`/incoming?tries=${tries}`)).toEqual(FAILED);
  });
});
