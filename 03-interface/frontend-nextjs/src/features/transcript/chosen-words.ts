import type { WordSpan } from "@/entities/transcript/anchors/anchor";

/** Return the selected words that are in the document, in `container`; null without any. */
export function chosenWords(container: ParentNode & Node = document): WordSpan | null {
  const selection = window.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(container)) return null;
  const places = [...container.querySelectorAll<HTMLElement>("[data-word]")]
    .filter((word) => range.intersectsNode(word))
    .map((word) => Number(word.dataset.word));
  return places.length === 0 ? null : { first: Math.min(...places), last: Math.max(...places) };
}

/** Return the indexes of the paragraphs in which the selection begins and ends. */
export function chosenEnds(): number[] {
  const selection = window.getSelection();
  if (!selection || selection.isCollapsed) return [];
  return [selection.anchorNode, selection.focusNode].flatMap((node) => {
    const element = node instanceof Element ? node : node?.parentElement;
    const block = element?.closest<HTMLElement>("[data-block]");
    return block ? [Number(block.dataset.block)] : [];
  });
}

/** Return the indexes to render: those in view, and those that must not leave the document, in order. */
export function withPinned(shown: readonly number[], pinned: readonly number[], count: number): number[] {
  const known = pinned.filter((index) => index >= 0 && index < count);
  return [...new Set([...shown, ...known])].sort((a, b) => a - b);
}
