import type { components } from "@/lib/api/schema";

export type AnswerEvent =
  | components["schemas"]["StageEvent"]
  | components["schemas"]["PassagesEvent"]
  | components["schemas"]["ClaimEvent"]
  | components["schemas"]["DoneEvent"]
  | components["schemas"]["ErrorEvent"];

const BETWEEN_EVENTS = /\r\n\r\n|\n\n|\r\r/;
const LINE_END = /\r\n|\n|\r/;

/** Read the server-sent events of an answer as they come, up to the one that ends it. `EventSource` cannot: it sends no body. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<AnswerEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  try {
    for (;;) {
      const { value, done } = await reader.read();
      text += decoder.decode(value, { stream: !done });
      const blocks = text.split(BETWEEN_EVENTS);
      text = done ? "" : (blocks.pop() ?? "");
      for (const block of blocks) {
        const event = parseEvent(block);
        if (event) yield event;
        // A proxy may hold the connection open after it.
        if (event?.event === "done" || event?.event === "error") return;
      }
      if (done) return;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** Return the event of a block of lines; null for a comment that keeps the connection alive. */
function parseEvent(block: string): AnswerEvent | null {
  const data = block
    .split(LINE_END)
    .filter((line) => line.startsWith("data:"))
    .map((line) => line.slice("data:".length).trimStart());
  return data.length > 0 ? (JSON.parse(data.join("\n")) as AnswerEvent) : null;
}
