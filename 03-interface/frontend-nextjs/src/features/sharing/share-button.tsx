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
  const count = isOwner ? given : given + 1;
  return (
    <>
      <Button
        size="sm"
        aria-label={given > 0 ? t("given", { label, count }) : label}
        onClick={() => setOpen(true)}
      >
        <Users />
        <span className="max-sm:hidden">{label}</span>{" "}
        {given > 0 ? <span className="text-muted-foreground tabular-nums">{count}</span> : null}
      </Button>
      <ShareDialog meeting={meeting} open={isOpen} onOpenChange={setOpen} />
    </>
  );
}
