import { describe, expect, it } from "vitest";
import { belongingsOf } from "@/features/administration/belongings";

describe("the choice of what becomes of meetings", () => {
  it("is nothing as long as they are kept", () => {
    expect(belongingsOf("keep", "someone")).toBeNull();
  });

  it("names the account that takes them only where they are handed over", () => {
    expect(belongingsOf("delete", "someone")).toEqual({ meetings: "delete" });
    expect(belongingsOf("transfer", "someone")).toEqual({ meetings: "transfer", heir_id: "someone" });
  });

  it("deletes nothing where there seem to be none", () => {
    expect(belongingsOf("none", "")).toEqual({});
  });

  it("is not complete without that account", () => {
    expect(belongingsOf("transfer", "")).toBe("incomplete");
  });
});
