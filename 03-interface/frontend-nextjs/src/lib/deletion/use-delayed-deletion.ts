"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { tellDeleting } from "@/lib/deletion/deleting-cookie";
import { DelayedDeletions } from "@/lib/deletion/delayed-deletions";
import { useStore } from "@/lib/store/use-store";
import { toast } from "@/lib/toast";
import { useProblemText } from "@/lib/use-problem-text";

const UNDO_MS = 6_000;
const deletions = new DelayedDeletions(UNDO_MS);
deletions.subscribe(() => tellDeleting(deletions.snapshot()));

/** Return the ids of pending deletions, and functions that delete one or several after a toast that can undo it. */
export function useDelayedDeletion() {
  const t = useTranslations("common");
  const problemText = useProblemText();
  const hidden = useStore(deletions);

  useEffect(() => {
    const flush = () => deletions.flush();
    window.addEventListener("pagehide", flush);
    return () => window.removeEventListener("pagehide", flush);
  }, []);

  const remove = (id: string, message: string, run: () => Promise<void>) => {
    deletions.schedule(id, () => run().catch((error: unknown) => void toast.error(problemText(error))));
    toast(message, { duration: UNDO_MS, action: { label: t("undo"), onClick: () => deletions.undo(id) } });
  };
  /** Undo brings all back; each that cannot be deleted is told by its name. `note` stands below the message. */
  const removeMany = (
    items: readonly { id: string; name: string }[],
    message: string,
    run: (id: string) => Promise<void>,
    note?: string,
  ) => {
    for (const { id, name } of items) {
      const tell = (error: unknown) => void toast.error(t("failedFor", { name, reason: problemText(error) }));
      deletions.schedule(id, () => run(id).catch(tell));
    }
    const undo = () => {
      for (const { id } of items) deletions.undo(id);
    };
    toast(message, {
      duration: UNDO_MS,
      action: { label: t("undo"), onClick: undo },
      ...(note ? { description: note } : {}),
    });
  };
  return { hidden, remove, removeMany };
}
