import { Building2, FileCheck, Gauge, KeyRound, ScrollText, UsersRound, Webhook } from "lucide-react";

/** The pages of administration, in their order, each with its icon. */
export const ADMIN_PAGES = [
  ["users", UsersRound],
  ["groups", Building2],
  ["operations", Gauge],
  ["keys", KeyRound],
  ["webhooks", Webhook],
  ["audit", ScrollText],
  ["receipts", FileCheck],
] as const;
