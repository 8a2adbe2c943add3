"use client";

import { RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Tooltip } from "@/components/ui/tooltip";
import { isActive } from "@/entities/meeting/meetings";
import { ProcessAgainForm } from "@/features/meeting/again/process-again-form";
import type { Meeting } from "@/lib/api/client";

/** Opens the options with which a meeting is processed again. */
export function ProcessAgainButton({ meeting }: { meeting: Meeting }) {
  const t = useTranslations("again");
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Tooltip label={t("title")}>
        <Button
          size="icon-sm"
          aria-label={t("title")}
          disabled={isActive(meeting)}
          onClick={() => setOpen(true)}
        >
          <RotateCw />
        </Button>
      </Tooltip>
      <Dialog open={isOpen} onOpenChange={setOpen} title={t("title")} description={t("text")}>
        <ProcessAgainForm meeting={meeting} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}
