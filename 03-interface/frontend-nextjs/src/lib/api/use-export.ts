"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { download } from "@/lib/api/download";
import { toast } from "@/lib/toast";
import { useProblemText } from "@/lib/use-problem-text";

/** Return a function that saves the export at an address, and says so if that fails. */
export function useExport(): (address: string) => void {
  const t = useTranslations("export");
  const problemText = useProblemText();
  return useCallback(
    (address) => {
      download(address).catch((error: unknown) => toast.error(t("failed", { reason: problemText(error) })));
    },
    [t, problemText],
  );
}
