import { describe, expect, it } from "vitest";
import { fromUpload, NO_OPTIONS, toFields } from "@/features/upload/options/options";
import type { UploadSummary } from "@/lib/api/client";

describe("options", () => {
  it("leave out empty fields", () => {
    expect(toFields({ ...NO_OPTIONS, title: "  " })).toEqual({});
  });

  it("hold an exact number of speakers, or a range", () => {
    expect(toFields({ ...NO_OPTIONS, minSpeakers: 3, maxSpeakers: 3 })).toEqual({ speakers: 3 });
    expect(toFields({ ...NO_OPTIONS, minSpeakers: 2, maxSpeakers: 4 })).toEqual({
      min_speakers: 2,
      max_speakers: 4,
    });
  });

  it("keep the sides of a call apart, also after an upload has to begin again", () => {
    expect(toFields({ ...NO_OPTIONS, hasChannels: true })).toEqual({ channels: "separate" });
    const options = { language: null, hotwords: null, channels: "separate", speakers: {} };
    expect(toFields(fromUpload({ title: "", options, held_at: null } as UploadSummary))).toEqual({
      channels: "separate",
    });
  });

  it("name who is on the first channel of a call, and of nothing else", () => {
    const named = { ...NO_OPTIONS, firstChannel: "Zoé" };
    expect(toFields(named)).toEqual({});
    const fields = { channels: "separate", first_channel: "Zoé" };
    expect(toFields({ ...named, hasChannels: true })).toEqual(fields);
    const options = { language: null, hotwords: null, speakers: {}, ...fields };
    expect(toFields(fromUpload({ title: "", options, held_at: null } as UploadSummary))).toEqual(fields);
  });

  it("hold the notes of a recording", () => {
    const notes = [{ second: 3.5, text: "Budget ?" }];
    expect(toFields({ ...NO_OPTIONS, notes })).toEqual({ notes });
  });

  it("hold when a recording was begun, whenever it is sent", () => {
    const heldAt = new Date("2026-05-04T09:30:00+02:00");
    expect(toFields({ ...NO_OPTIONS, heldAt })).toEqual({ held_at: "2026-05-04T07:30:00.000Z" });
  });

  it("are the same after an upload has to begin again", () => {
    const options = { language: "fr", hotwords: "Scribe", channels: "mix" };
    const upload = (speakers: object) =>
      ({
        title: "Comité",
        options: { ...options, speakers },
        held_at: "2026-05-04T07:30:00Z",
      }) as UploadSummary;
    expect(toFields(fromUpload(upload({ exact: 3, minimum: null, maximum: null })))).toEqual({
      title: "Comité",
      language: "fr",
      hotwords: "Scribe",
      speakers: 3,
      held_at: "2026-05-04T07:30:00.000Z",
    });
    expect(toFields(fromUpload(upload({ exact: null, minimum: 2, maximum: null })))).toMatchObject({
      min_speakers: 2,
    });
  });
});
