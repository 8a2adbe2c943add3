"use client";

import { Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { rightsOf } from "@/entities/meeting/rights";
import { ShareDialog } from "@/features/sharing/share-dialog";
import type { Meeting } from "@/lib/api/client";

/** Opens the dialog, and shows the number of people and groups with access. */
export function ShareButton({ meeting }: { meeting: Meeting }) {
  const t = useTranslations("sharing");
  const [isOpen, setOpen] = useState(false);
  const { isOwner } = rightsOf(meeting);
  const given = meeting.shares + meeting.groups.length;
  const label = isOwner ? t("share") : t("people");
  return (
    <>
      <Button size="sm" aria-label={label} onClick={() => setOpen(true)}>
        <Users />
        <span className="max-sm:hidden">{label}</span>
        {given > 0 ? (
          <span aria-hidden className="text-muted-foreground tabular-nums">
            {isOwner ? given : given + 1}
          </span>
        ) : null}
      </Button>
      <ShareDialog meeting={meeting} open={isOpen} onOpenChange={setOpen} />
    </>
  );
}
