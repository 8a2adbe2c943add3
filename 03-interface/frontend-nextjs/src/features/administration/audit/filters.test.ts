import { expect, it } from "vitest";
import en from "@messages/en.json";
import fr from "@messages/fr.json";
import {
  exportAddress,
  GROUP_NAMES,
  GROUPS,
  RESULTS,
  toQuery,
  type Filters,
} from "@/features/administration/audit/filters";

const none: Filters = { q: "", group: null, result: null, since: null, until: null };

it("asks for everything without filters", () => {
  expect(toQuery(none)).toEqual({});
});

it("asks for whole days of the reader's calendar", () => {
  const query = toQuery({ ...none, since: "2026-11-27", until: "2026-11-27" });
  expect(Date.parse(query.until ?? "") - Date.parse(query.since ?? "")).toBe(24 * 3600 * 1000);
  expect(new Date(query.since ?? "").getDate()).toBe(27);
});

it("leaves out a day that is no date", () => {
  expect(toQuery({ ...none, since: "yesterday" })).toEqual({});
});

it("exports what is listed", () => {
  const address = exportAddress({ ...none, q: " ada & co ", group: "shares", result: "denied" }, "syslog");
  expect(address).toBe(
    "/api/v1/admin/audit/export?format=syslog&q=ada+%26+co&action=share_add&action=share_change&action=share_end&action=link_make&action=link_open&action=link_revoke&result=denied",
  );
});

it.each([
  ["en", en],
  ["fr", fr],
])("has words for every action, group and result in %s", (_, messages) => {
  const { actions, groups, results } = messages.audit;
  const listed = GROUP_NAMES.flatMap((name) => [...GROUPS[name]]);
  expect(Object.keys(actions).sort()).toEqual([...new Set(listed)].sort());
  expect(Object.keys(groups).sort()).toEqual([...GROUP_NAMES].sort());
  expect(Object.keys(results).sort()).toEqual([...RESULTS].sort());
});
