import { expect, it } from "vitest";
import { readEvents, type AnswerEvent } from "@/features/asking/answer/events";

function streamOf(...chunks: (string | Uint8Array)[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) {
        controller.enqueue(typeof chunk === "string" ? new TextEncoder().encode(chunk) : chunk);
      }
      controller.close();
    },
  });
}

async function read(...chunks: (string | Uint8Array)[]): Promise<AnswerEvent[]> {
  const events: AnswerEvent[] = [];
  for await (const event of readEvents(streamOf(...chunks))) events.push(event);
  return events;
}

const SEARCHING = 'event: stage\r\ndata: {"event":"stage","stage":"searching"}\r\n\r\n';
const FAILED = 'event: error\r\ndata: {"event":"error","code":"internal","message":"é"}\r\n\r\n';

it("reads one event after another", async () => {
  const events = await read(SEARCHING + FAILED);
  expect(events.map(({ event }) => event)).toEqual(["stage", "error"]);
});

it("joins an event and a letter that come in pieces", async () => {
  const bytes = new TextEncoder().encode(FAILED);
  const cut = bytes.indexOf(0xc3) + 1;
  const [event] = await read(bytes.slice(0, cut), bytes.slice(cut));
  expect(event).toMatchObject({ code: "internal", message: "é" });
});

it("leaves out what only keeps the connection alive", async () => {
  expect(await read(": ping - 2026\r\n\r\n", SEARCHING)).toHaveLength(1);
});

it("gives up the rest of an event that was cut", async () => {
  expect(await read(SEARCHING, 'event: claim\r\ndata: {"event"').catch(() => "broken")).toBe("broken");
});

it("ends with the answer, though the connection stays open", async () => {
  let isCancelled = false;
  const open = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode(SEARCHING + FAILED)),
    cancel: () => void (isCancelled = true),
  });
  const events: string[] = [];
  for await (const { event } of readEvents(open)) events.push(event);
  expect(events).toEqual(["stage", "error"]);
  expect(isCancelled).toBe(true);
});
