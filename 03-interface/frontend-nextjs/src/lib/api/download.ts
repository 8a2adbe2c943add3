import { ProblemError } from "@/lib/api/problem";
import { renewSessionInTime, sessionFetch } from "@/lib/api/session";

/** Time that a browser has to begin with a file that lies in its memory. */
const KEPT_MS = 60_000;

/** Fetch a file of the gateway and save it under the name that the gateway gives it; throw a ProblemError if it fails. */
export async function download(address: string): Promise<void> {
  const answer = await sessionFetch(new Request(new URL(address, window.location.origin))).catch(() => {
    throw ProblemError.offline();
  });
  if (!answer.ok) throw ProblemError.from(await answer.json().catch(() => null), answer.status);
  const content = await answer.blob().catch(() => {
    throw ProblemError.offline();
  });
  const url = URL.createObjectURL(content);
  follow(url, filenameOf(answer.headers.get("Content-Disposition") ?? ""));
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}

/**
 * Have the browser save a file too large for its memory, under the name that the gateway gives it. Nothing tells of a
 * failure then: throw a ProblemError now if `probe`, the address of what it is made from, cannot be had.
 */
export async function downloadLarge(address: string, probe: string): Promise<void> {
  await renewSessionInTime();
  const request = new Request(new URL(probe, window.location.origin), { method: "HEAD" });
  const answer = await sessionFetch(request).catch(() => {
    throw ProblemError.offline();
  });
  if (!answer.ok) throw ProblemError.from(null, answer.status);
  startDownload(address);
}

/** Have the browser write a file to the disk as it comes, however large it is. The page stays, also if that is refused. */
export function startDownload(address: string): void {
  follow(address, "");
}

function follow(address: string, name: string): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
}

/** Return the name that a Content-Disposition gives, by preference the one in UTF-8 (RFC 6266). */
export function filenameOf(disposition: string): string {
  const [, encoded] = /filename\*=UTF-8''([^;]+)/i.exec(disposition) ?? [];
  if (encoded) return decodeURIComponent(encoded);
  return /filename="?([^";]+)"?/i.exec(disposition)?.[1] ?? "export";
}
