import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";

/** Node's own notice of a request, given before anything else sees it. */
const REQUEST_START = "http.server.request.start";

/**
 * Append the address of whoever calls to the header `x-forwarded-for` of every request, as proxies do.
 *
 * Next.js sets that header only where it is missing, so that a client could write what it likes. The gateway looks at
 * the addresses from the end, as far as it trusts them.
 */
export function appendClientAddresses(): void {
  subscribe(REQUEST_START, (message) => {
    const { request, socket } = message as { request: IncomingMessage; socket: Socket };
    const address = socket.remoteAddress?.replace(/^::ffff:/, "");
    if (address === undefined) return;
    const claimed = request.headers["x-forwarded-for"];
    request.headers["x-forwarded-for"] = claimed === undefined ? address : `${String(claimed)}, ${address}`;
  });
}
