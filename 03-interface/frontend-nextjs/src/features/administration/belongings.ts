import type { Belongings } from "@/features/administration/accounts";

export type Fate = "keep" | Belongings["meetings"];

/** Return what to tell the gateway, null where meetings are kept, "incomplete" while nobody takes them. */
export function belongingsOf(fate: Fate, heir: string): Belongings | null | "incomplete" {
  if (fate === "keep") return null;
  if (fate === "delete") return { meetings: "delete" };
  return heir === "" ? "incomplete" : { meetings: "transfer", heir_id: heir };
}
