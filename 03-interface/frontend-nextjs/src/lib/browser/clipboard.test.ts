import { afterEach, expect, it, vi } from "vitest";
import { copyText } from "@/lib/browser/clipboard";

/** An element as far as copying uses it: Node has none. */
class Part {
  style = {};
  value = "";
  readonly append = vi.fn();
  readonly focus = vi.fn();
  readonly select = vi.fn();
  readonly remove = vi.fn();
  readonly setAttribute = vi.fn();

  constructor(private readonly dialog: Part | null = null) {}

  closest() {
    return this.dialog;
  }
}

afterEach(() => void vi.unstubAllGlobals());

function openPage(focused: Part | null, isCopying = true) {
  const [body, holder] = [new Part(), new Part()];
  vi.stubGlobal("HTMLElement", Part);
  vi.stubGlobal("window", { isSecureContext: false });
  vi.stubGlobal("document", {
    body,
    activeElement: focused,
    createElement: () => holder,
    execCommand: () => isCopying,
  });
  return { body, holder };
}

it("copies from within the open dialog, and gives the focus back", async () => {
  const dialog = new Part();
  const button = new Part(dialog);
  const { body, holder } = openPage(button);
  await copyText("Bonjour");
  expect(holder.value).toBe("Bonjour");
  expect(dialog.append.mock.lastCall?.[0] === holder).toBe(true);
  expect(body.append.mock.calls.length).toBe(0);
  expect(button.focus.mock.calls.length).toBe(1);
});

it("copies from the page without a dialog", async () => {
  const { body, holder } = openPage(null);
  await copyText("Bonjour");
  expect(body.append.mock.lastCall?.[0] === holder).toBe(true);
});

it("says when the browser refuses", async () => {
  openPage(null, false);
  await expect(copyText("Bonjour")).rejects.toThrow();
});
