import { createHash } from "node:crypto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { NO_OPTIONS } from "@/features/upload/options/options";
import { putPart, type Part } from "@/features/upload/transfer/put-part";
import { transfer } from "@/features/upload/transfer/transfer";
import { beginUpload, completeUpload, findUpload } from "@/features/upload/transfer/uploads-api";
import type { Meeting, Upload } from "@/lib/api/client";
import { ProblemError } from "@/lib/api/problem";

vi.mock("@/features/upload/transfer/put-part");
vi.mock("@/features/upload/transfer/uploads-api");

const PART = 10;
const CONTENT = "0123456789abcdefghij01234";
const RECORDING = { file: new File([CONTENT], "a.wav"), options: NO_OPTIONS };
const MEETING = { id: "m" } as Meeting;

function upload(id: string, ...present: [number: number, content: string][]): Upload {
  const parts = present.map(([number, content]) => ({
    number,
    size_bytes: content.length,
    sha256: createHash("sha256").update(content).digest("hex"),
  }));
  return { id, part_bytes: PART, parts } as unknown as Upload;
}

function watch(signal = new AbortController().signal) {
  return { signal, onTrouble: vi.fn(), onBegun: vi.fn(), onProgress: vi.fn() };
}

const sentParts = () =>
  vi
    .mocked(putPart)
    .mock.calls.map(([part]) => part.number)
    .sort();

describe("transfer", () => {
  beforeEach(() => {
    vi.resetAllMocks();
    vi.mocked(completeUpload).mockResolvedValue(MEETING);
    vi.mocked(beginUpload).mockResolvedValue(upload("new"));
  });

  it("sends every part of a new recording", async () => {
    const received: [number, string][] = [];
    vi.mocked(putPart).mockImplementation(async ({ number, content }: Part) => {
      received.push([number, await content.text()]);
    });
    const watching = watch();
    expect(await transfer(RECORDING, null, watching)).toBe(MEETING);
    expect(new Map(received)).toEqual(
      new Map([
        [1, "0123456789"],
        [2, "abcdefghij"],
        [3, "01234"],
      ]),
    );
    expect(watching.onBegun).toHaveBeenCalledWith("new");
    expect(watching.onProgress).toHaveBeenLastCalledWith(25, 0);
  });

  it("sends the missing and differing parts of an interrupted upload", async () => {
    vi.mocked(findUpload).mockResolvedValue(upload("old", [1, "0123456789"], [3, "other"]));
    const watching = watch();
    await transfer(RECORDING, "old", watching);
    expect(sentParts()).toEqual([2, 3]);
    expect(watching.onProgress).toHaveBeenLastCalledWith(25, 10);
    expect(beginUpload).not.toHaveBeenCalled();
  });

  it.each(["upload_lost", "not_found"])("begins again after %s", async (code) => {
    vi.mocked(findUpload).mockRejectedValue(new ProblemError(code, 410, ""));
    expect(await transfer(RECORDING, "old", watch())).toBe(MEETING);
    expect(sentParts()).toEqual([1, 2, 3]);
  });

  it("lists the parts again when some are missing at the end", async () => {
    vi.mocked(completeUpload).mockRejectedValueOnce(new ProblemError("parts_missing", 409, ""));
    vi.mocked(findUpload).mockResolvedValue(upload("new", [1, "0123456789"], [2, "abcdefghij"]));
    expect(await transfer(RECORDING, null, watch())).toBe(MEETING);
    expect(sentParts()).toEqual([1, 2, 3, 3]);
  });

  it("stops all parts when one fails permanently", async () => {
    const signals: AbortSignal[] = [];
    vi.mocked(putPart).mockImplementation(async (_, { signal }) => {
      signals.push(signal);
      await Promise.resolve();
      throw new ProblemError("part_mismatch", 422, "");
    });
    await expect(transfer(RECORDING, null, watch())).rejects.toMatchObject({ code: "part_mismatch" });
    expect(signals.every(({ aborted }) => aborted)).toBe(true);
    expect(completeUpload).not.toHaveBeenCalled();
  });

  it("sends nothing after it was aborted", async () => {
    const controller = new AbortController();
    vi.mocked(beginUpload).mockImplementation(async () => {
      controller.abort();
      return Promise.resolve(upload("new"));
    });
    await expect(transfer(RECORDING, null, watch(controller.signal))).rejects.toMatchObject({
      name: "AbortError",
    });
    expect(putPart).not.toHaveBeenCalled();
  });
});
