"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { download, downloadLarge } from "@/lib/api/download";
import { once } from "@/lib/api/pending";
import { toast } from "@/lib/toast";
import { useProblemText } from "@/lib/use-problem-text";

/**
 * Return a function that saves the export at an address: it says that it is being prepared, and if that fails. What is
 * too large for the browser's memory comes with the address of what it is made from.
 */
export function useExport(): (address: string, madeFrom?: string) => void {
  const t = useTranslations("export");
  const problemText = useProblemText();
  return useCallback(
    (address, madeFrom) =>
      void once(address, async () => {
        const end = toast.pending(t("preparing"));
        try {
          await (madeFrom === undefined ? download(address) : downloadLarge(address, madeFrom));
        } catch (error) {
          toast.error(t("failed", { reason: problemText(error) }));
        } finally {
          end();
        }
      }),
    [t, problemText],
  );
}
