import { rangeOf } from "@/entities/meeting/period";
import type { components } from "@/lib/api/schema";

export type Entry = components["schemas"]["AuditLine"];
export type Action = components["schemas"]["Action"];
export type Result = components["schemas"]["Result"];

export const RESULTS = ["done", "denied", "failed"] as const satisfies readonly Result[];

/** Actions that people look for together. */
export const GROUPS = {
  access: ["login", "logout", "session_refresh", "session_end", "password_change", "password_link_use"],
  reading: [
    "meeting_open",
    "transcript_read",
    "revision_read",
    "manifest_read",
    "recording_play",
    "library_read",
    "search",
    "minutes_read",
    "comments_read",
    "question_ask",
    "answers_read",
    "voice_listen",
  ],
  exports: ["meeting_export", "recording_export", "minutes_export", "audit_export", "account_export"],
  edits: [
    "meeting_create",
    "meeting_change",
    "meeting_cancel",
    "meeting_retry",
    "upload_begin",
    "upload_cancel",
    "transcript_edit",
    "passage_transcribe",
    "minutes_write",
    "minutes_edit",
    "comment_write",
    "comment_change",
    "comment_delete",
    "tag_make",
    "tag_change",
    "tag_delete",
    "meeting_tag",
    "meeting_untag",
  ],
  shares: ["share_add", "share_change", "share_end", "link_make", "link_open", "link_revoke"],
  voices: [
    "voice_enrol",
    "voice_change",
    "voice_delete",
    "consent_withdraw",
    "voice_destroy",
    "voice_register_read",
  ],
  deletions: [
    "meeting_delete",
    "minutes_delete",
    "voice_delete",
    "consent_withdraw",
    "voice_destroy",
    "recording_expire",
    "meeting_expire",
    "account_delete",
    "answers_delete",
    "erasure_complete",
  ],
  accounts: [
    "group_make",
    "group_change",
    "group_delete",
    "group_join",
    "group_leave",
    "account_register",
    "account_create",
    "account_rename",
    "account_change",
    "account_delete",
    "password_link_make",
    "password_link_mail",
    "second_factor_add",
    "second_factor_remove",
    "recovery_codes_make",
    "accounts_read",
    "groups_read",
  ],
  keys: [
    "key_make",
    "key_revoke",
    "keys_read",
    "webhook_make",
    "webhook_change",
    "webhook_delete",
    "webhook_test",
    "webhook_resend",
    "webhooks_read",
  ],
  settings: [
    "settings_change",
    "secrets_rotate",
    "retention_change",
    "hold_set",
    "hold_lift",
    "holds_read",
    "operations_read",
    "audit_read",
    "audit_check",
    "audit_trim",
    "erasures_read",
  ],
} as const satisfies Record<string, readonly Action[]>;

type Group = keyof typeof GROUPS;

export const GROUP_NAMES = Object.keys(GROUPS) as Group[];

export type Filters = {
  q: string;
  group: Group | null;
  result: Result | null;
  /** Days in the reader's calendar, as 2026-11-27; the last one is included. */
  since: string | null;
  until: string | null;
};

/** Return what the API is asked for. */
export function toQuery({ q, group, result, since, until }: Filters) {
  const range = rangeOf({ period: null, from: since, to: until }, new Date());
  return {
    ...(q.trim() ? { q: q.trim() } : {}),
    ...(group ? { action: [...GROUPS[group]] } : {}),
    ...(result ? { result } : {}),
    ...(range.since ? { since: range.since.toISOString() } : {}),
    ...(range.before ? { until: range.before.toISOString() } : {}),
  };
}

/** Return the address of the export of what is listed. */
export function exportAddress(filters: Filters, format: "jsonl" | "syslog"): string {
  const params = new URLSearchParams({ format });
  for (const [name, value] of Object.entries(toQuery(filters)))
    for (const each of [value].flat()) params.append(name, each);
  return `/api/v1/admin/audit/export?${params}`;
}
