import type { components } from "@/lib/api/schema";

export type ProblemDocument = components["schemas"]["Problem"];

/** An error of the gateway (RFC 9457), or of the connection to it (status 0). */
export class ProblemError extends Error {
  override readonly name = "ProblemError";

  constructor(
    readonly code: string,
    readonly status: number,
    readonly detail: string,
    readonly fields: readonly { field: string; message: string }[] = [],
    /** By which signing in goes on, where a code is wanted too. */
    readonly challenge: string | null = null,
  ) {
    super(detail);
  }

  static from(body: unknown, status: number): ProblemError {
    const problem = typeof body === "object" && body !== null ? (body as Partial<ProblemDocument>) : {};
    return new ProblemError(
      problem.code ?? "internal",
      status,
      problem.detail ?? "",
      problem.errors ?? [],
      problem.challenge ?? null,
    );
  }

  static offline(): ProblemError {
    return new ProblemError("offline", 0, "");
  }
}
