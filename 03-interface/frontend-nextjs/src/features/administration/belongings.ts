import type { Belongings } from "@/features/administration/accounts";

/** What becomes of meetings; `none` where there seem to be none, which the gateway checks. */
export type Fate = "none" | "keep" | "transfer" | "delete";

/** Return what to tell the gateway, null where meetings are kept, "incomplete" while nobody takes them. */
export function belongingsOf(fate: Fate, heir: string): Belongings | null | "incomplete" {
  if (fate === "keep") return null;
  if (fate === "none") return {};
  if (fate === "delete") return { meetings: "delete" };
  return heir === "" ? "incomplete" : { meetings: "transfer", heir_id: heir };
}
