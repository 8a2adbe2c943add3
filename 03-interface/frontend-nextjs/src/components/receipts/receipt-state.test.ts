import { expect, it } from "vitest";
import { stateOf, type Receipt } from "./receipt-state";

const RECEIPT: Receipt = {
  id: "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
  kind: "meeting",
  subject_id: "3f2504e0-4f89-41d3-9a0c-0305e82c3302",
  owner_id: null,
  deleted_at: "2026-03-28T10:00:00Z",
  rows: {},
  objects: 0,
  object_bytes: 0,
  vectors: 0,
  purged_at: null,
  compacted_at: null,
  steps: {},
};
const AT = "2026-03-28T10:20:00Z";

it("says that nothing is left only where every store is done", () => {
  expect(stateOf(RECEIPT)).toBe("pending");
  expect(stateOf({ ...RECEIPT, purged_at: AT })).toBe("purged");
  const over = { ...RECEIPT, purged_at: AT, compacted_at: AT };
  expect(stateOf({ ...over, steps: { storage: "done", queue: "done" } })).toBe("compacted");
  expect(stateOf({ ...over, steps: { storage: "unanswered", queue: "done" } })).toBe("unconfirmed");
  expect(stateOf({ ...over, steps: { storage: "done", log: "forbidden" } })).toBe("unconfirmed");
});
