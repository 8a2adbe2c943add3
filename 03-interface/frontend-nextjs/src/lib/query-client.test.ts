import { MutationObserver, onlineManager, QueryObserver } from "@tanstack/react-query";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createQueryClient } from "@/lib/query-client";

describe("createQueryClient", () => {
  afterEach(() => onlineManager.setOnline(true));

  it("asks the gateway though the browser believes that it is offline", async () => {
    onlineManager.setOnline(false);
    const client = createQueryClient();
    expect(await client.fetchQuery({ queryKey: ["one"], queryFn: () => Promise.resolve("data") })).toBe(
      "data",
    );
    const save = new MutationObserver(client, { mutationFn: () => Promise.resolve("saved") });
    expect(await save.mutate()).toBe("saved");
  });

  it("keeps what it has where it cannot be refreshed, and refreshes it once the browser is online again", async () => {
    const client = createQueryClient();
    client.mount();
    const answers = [
      () => Promise.resolve("old"),
      () => Promise.reject(new Error()),
      () => Promise.resolve("new"),
    ];
    const observer = new QueryObserver(client, {
      queryKey: ["one"],
      queryFn: () => (answers.shift() ?? Promise.reject)(),
    });
    const forget = observer.subscribe(() => undefined);
    await vi.waitFor(() => expect(observer.getCurrentResult().data).toBe("old"));
    onlineManager.setOnline(false);
    await observer.refetch();
    expect(observer.getCurrentResult()).toMatchObject({ data: "old", isError: true });
    onlineManager.setOnline(true);
    await vi.waitFor(() => expect(observer.getCurrentResult().data).toBe("new"));
    forget();
    client.unmount();
  });
});
