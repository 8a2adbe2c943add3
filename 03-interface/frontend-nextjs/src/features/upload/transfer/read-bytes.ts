import { ProblemError } from "@/lib/api/problem";

/** The content of a file or a piece of it, which may have moved, changed or been on a stick that was pulled out. */
export function readBytes(blob: Blob): Promise<ArrayBuffer> {
  return blob.arrayBuffer().catch(() => {
    throw new ProblemError("file_unreadable", 422, "The file cannot be read any more.");
  });
}
