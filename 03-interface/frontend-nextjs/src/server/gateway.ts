import {
  request as httpRequest,
  type ClientRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
} from "node:http";
import { request as httpsRequest } from "node:https";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as NodeReadableStream } from "node:stream/web";

export const GATEWAY_URL = process.env.SCRIBE_GATEWAY_URL ?? "http://127.0.0.1:5000";

/** Headers that belong to one connection (RFC 9110, 7.6.1), and `expect`, which Node has answered already. */
const CONNECTION_HEADERS = [
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "expect",
];

/** Requests whose response never ends by itself. */
const eventStreams = new Set<ClientRequest>();

/** End event streams when the server stops, as it waits for open responses; browsers reconnect. */
export function endEventStreams(): void {
  for (const request of eventStreams) request.destroy();
}
process.once("SIGTERM", endEventStreams);

/**
 * Forward a request of a browser to the gateway, and stream the response.
 *
 * `fetch` would replace the header `host`, by which the gateway sees that a write comes from a page of its own origin.
 */
export async function askGateway(request: Request, headers: Headers): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const target = new URL(pathname + search, GATEWAY_URL);
  const send = target.protocol === "https:" ? httpsRequest : httpRequest;
  const forwarded = Object.fromEntries(withoutConnection(headers));
  const outgoing = send(target, { method: request.method, headers: forwarded, signal: request.signal });
  const answer = new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.once("response", resolve).once("error", reject);
  });
  if (request.body) {
    // The gateway may respond before the body ends: errors of sending do not matter then.
    pipeline(Readable.fromWeb(request.body as NodeReadableStream), outgoing).catch(() => outgoing.destroy());
  } else {
    outgoing.end();
  }
  const answered = await answer;
  if (answered.headers["content-type"]?.startsWith("text/event-stream")) {
    eventStreams.add(outgoing);
    outgoing.once("close", () => eventStreams.delete(outgoing));
  }
  return toResponse(answered);
}

function toResponse(answer: IncomingMessage): Response {
  const status = answer.statusCode ?? 502;
  const headers = withoutConnection(toHeaders(answer.headers));
  const hasNoBody = status === 204 || status === 304;
  if (hasNoBody) answer.resume();
  return new Response(hasNoBody ? null : (Readable.toWeb(answer) as ReadableStream<Uint8Array>), {
    status,
    headers,
  });
}

function toHeaders(incoming: IncomingHttpHeaders): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming)) {
    for (const one of Array.isArray(value) ? value : [value ?? ""]) headers.append(name, one);
  }
  return headers;
}

function withoutConnection(headers: Headers): Headers {
  const kept = new Headers(headers);
  for (const name of CONNECTION_HEADERS) kept.delete(name);
  return kept;
}
