import type { Page } from "playwright-core";
import { expect, inject } from "vitest";
import { plantedTranscript, toneRecording } from "./planted";

const READY_MS = 120_000;

/** Import the planted transcript with its recording, wait until it can be heard, and return the meeting's id. */
export async function importPlanted(page: Page, title = "Planted"): Promise<string> {
  const answer = await page.request.post("/api/v1/imports", {
    headers: { Origin: inject("webUrl") },
    multipart: {
      title,
      transcript: {
        name: "planted.json",
        mimeType: "application/json",
        buffer: Buffer.from(JSON.stringify(plantedTranscript())),
      },
      file: { name: "planted.wav", mimeType: "audio/wav", buffer: toneRecording() },
    },
  });
  expect(answer.status()).toBe(201);
  const { id } = (await answer.json()) as { id: string };
  await page.waitForFunction(
    async (meeting) => {
      const shown = (await (await fetch(`/api/v1/meetings/${meeting}`)).json()) as { status: string };
      return shown.status === "completed";
    },
    id,
    { timeout: READY_MS, polling: 500 },
  );
  return id;
}
