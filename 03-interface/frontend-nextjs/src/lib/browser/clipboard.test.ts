import { afterEach, expect, it, vi } from "vitest";
import { copyText } from "@/lib/browser/clipboard";

/** An element as far as copying uses it: Node has none. */
class Element {
  style = {};
  value = "";
  readonly append = vi.fn();
  readonly focus = vi.fn();
  readonly select = vi.fn();
  readonly remove = vi.fn();
  readonly setAttribute = vi.fn();

  constructor(private readonly dialog: Element | null = null) {}

  closest() {
    return this.dialog;
  }
}

afterEach(() => void vi.unstubAllGlobals());

function openPage(focused: Element | null, isCopying = true) {
  const [body, holder] = [new Element(), new Element()];
  vi.stubGlobal("HTMLElement", Element);
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
  const dialog = new Element();
  const button = new Element(dialog);
  const { body, holder } = openPage(button);
  await copyText("Bonjour");
  expect(holder.value).toBe("Bonjour");
  expect(dialog.append).toHaveBeenCalledWith(holder);
  expect(body.append).not.toHaveBeenCalled();
  expect(button.focus).toHaveBeenCalled();
});

it("copies from the page without a dialog", async () => {
  const { body, holder } = openPage(null);
  await copyText("Bonjour");
  expect(body.append).toHaveBeenCalledWith(holder);
});

it("says when the browser refuses", async () => {
  openPage(null, false);
  await expect(copyText("Bonjour")).rejects.toThrow();
});
