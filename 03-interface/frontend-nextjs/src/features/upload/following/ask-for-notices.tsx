"use client";

import { BellRing } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { canAskForNotices } from "@/features/upload/following/announce";

/** Offers a notice of the system at the end of what is under way, where the browser has not been asked yet. */
export function AskForNotices() {
  const t = useTranslations("upload.ready");
  const [canAsk, setCanAsk] = useState(canAskForNotices);
  if (!canAsk) return null;
  return (
    <div className="border-t border-border px-3 py-2">
      <Button
        variant="ghost"
        size="sm"
        onClick={() => void Notification.requestPermission().then(() => setCanAsk(canAskForNotices()))}
      >
        <BellRing />
        {t("ask")}
      </Button>
    </div>
  );
}
