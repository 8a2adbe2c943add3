const DIALOGS = "[role=dialog], [role=alertdialog], dialog[open]";

/** Copy a text, also on a page that came by plain HTTP, where browsers keep the clipboard's API back. Raise if refused. */
export async function copyText(text: string): Promise<void> {
  if (window.isSecureContext) return navigator.clipboard.writeText(text);
  const holder = document.createElement("textarea");
  holder.value = text;
  holder.setAttribute("aria-hidden", "true");
  holder.style.position = "fixed";
  holder.style.opacity = "0";
  const focused = document.activeElement;
  // An open dialog takes the focus back, and the selection with it, from all that is outside.
  (focused?.closest(DIALOGS) ?? document.body).append(holder);
  holder.focus({ preventScroll: true });
  holder.select();
  const isCopied = document.execCommand("copy");
  holder.remove();
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  if (!isCopied) throw new Error("the browser does not copy");
}
