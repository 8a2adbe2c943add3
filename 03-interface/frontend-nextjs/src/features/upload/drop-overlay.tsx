"use client";

import { AudioLines } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";

function holdsFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes("Files") ?? false;
}

/** Accepts files dropped anywhere in the window. */
export function DropOverlay({ onDrop }: { onDrop: (files: readonly File[]) => void }) {
  const t = useTranslations("upload");
  const [depth, setDepth] = useState(0);

  useEffect(() => {
    const controller = new AbortController();
    const on = (name: "dragenter" | "dragleave" | "dragover" | "drop", react: (event: DragEvent) => void) =>
      window.addEventListener(
        name,
        (event) => {
          if (!holdsFiles(event)) return;
          event.preventDefault();
          react(event);
        },
        { signal: controller.signal },
      );
    on("dragover", () => undefined);
    // Every element that is crossed sends these events: the pointer has left the window when they balance.
    on("dragenter", () => setDepth((before) => before + 1));
    on("dragleave", () => setDepth((before) => Math.max(0, before - 1)));
    on("drop", (event) => {
      setDepth(0);
      onDrop([...(event.dataTransfer?.files ?? [])]);
    });
    return () => controller.abort();
  }, [onDrop]);

  if (depth === 0) return null;
  return (
    <div className="pointer-events-none fixed inset-0 z-[60] bg-background/95 p-4 backdrop-blur-sm">
      <div className="grid h-full place-content-center justify-items-center gap-4 rounded-3xl border-2 border-dashed border-accent bg-accent-soft/50 text-center">
        <AudioLines className="size-10 text-accent" />
        <p className="font-serif text-3xl font-medium tracking-tight">{t("drop")}</p>
        <p className="text-muted-foreground">{t("dropHint")}</p>
      </div>
    </div>
  );
}
