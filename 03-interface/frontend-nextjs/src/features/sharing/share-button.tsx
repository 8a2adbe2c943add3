"use client";

import { Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { rightsOf } from "@/entities/meeting/rights";
import { ShareDialog } from "@/features/sharing/share-dialog";
import type { Meeting } from "@/lib/api/client";

/** Opens the dialog, and shows the number of people with access. */
export function ShareButton({ meeting }: { meeting: Meeting }) {
  const t = useTranslations("sharing");
  const [isOpen, setOpen] = useState(false);
  const { isOwner } = rightsOf(meeting);
  const label = isOwner ? t("share") : t("people");
  return (
    <>
      <Button size="sm" aria-label={label} onClick={() => setOpen(true)}>
        <Users />
        <span className="max-sm:hidden">{label}</span>
        {meeting.shares > 0 ? (
          <span aria-hidden className="text-muted-foreground tabular-nums">
            {isOwner ? meeting.shares : meeting.shares + 1}
          </span>
        ) : null}
      </Button>
      <ShareDialog meeting={meeting} open={isOpen} onOpenChange={setOpen} />
    </>
  );
}
