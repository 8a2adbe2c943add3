"use client";

import { Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState, type RefObject } from "react";
import { Button } from "@/components/ui/button";

type Chosen = { first: number; last: number; top: number; left: number };

type SelectionBarProps = {
  container: RefObject<HTMLElement | null>;
  onCopy: (first: number, last: number) => void;
};

/** Stands over selected text and copies it with its speakers and times. */
export function SelectionBar({ container, onCopy }: SelectionBarProps) {
  const t = useTranslations("transcript");
  const [chosen, setChosen] = useState<Chosen | null>(null);
  useEffect(() => {
    const read = () => setChosen(readSelection(container.current));
    document.addEventListener("selectionchange", read);
    return () => document.removeEventListener("selectionchange", read);
  }, [container]);
  if (!chosen) return null;
  return (
    <Button
      size="sm"
      variant="primary"
      className="absolute z-20 -translate-x-1/2 -translate-y-full shadow-float"
      style={{ top: chosen.top - 8, left: chosen.left }}
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => onCopy(chosen.first, chosen.last)}
    >
      <Copy />
      {t("copyPassage")}
    </Button>
  );
}

function readSelection(container: HTMLElement | null): Chosen | null {
  const selection = window.getSelection();
  if (!container || !selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(container)) return null;
  const places = [...container.querySelectorAll<HTMLElement>("[data-word]")]
    .filter((word) => range.intersectsNode(word))
    .map((word) => Number(word.dataset.word));
  if (places.length === 0) return null;
  const box = range.getBoundingClientRect();
  const frame = container.getBoundingClientRect();
  const left = Math.min(Math.max(box.left + box.width / 2 - frame.left, 110), frame.width - 110);
  return { first: Math.min(...places), last: Math.max(...places), top: box.top - frame.top, left };
}
