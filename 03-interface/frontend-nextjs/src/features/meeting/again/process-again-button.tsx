"use client";

import { RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Tooltip } from "@/components/ui/tooltip";
import { isActive } from "@/entities/meeting/meetings";
import { rightsOf } from "@/entities/meeting/rights";
import { ProcessAgainForm } from "@/features/meeting/again/process-again-form";
import type { Meeting } from "@/lib/api/client";
import { isolate } from "@/lib/format/isolate";

/** Return what there is to say of processing a meeting again: why not, or what becomes of what is read now. */
function textOf(meeting: Meeting) {
  if (!rightsOf(meeting).isOwner) return "ownerOnly";
  if (!meeting.has_recording) return meeting.imported ? "importedAlone" : "recordingGone";
  return meeting.imported ? "textImported" : "text";
}

type ProcessAgainButtonProps = {
  meeting: Meeting;
  /** The button has its name on it. */
  isNamed?: boolean;
};

/** Opens the options with which a meeting is processed again, or says why it cannot be. */
export function ProcessAgainButton({ meeting, isNamed = false }: ProcessAgainButtonProps) {
  const t = useTranslations("again");
  const [isOpen, setOpen] = useState(false);
  const text = textOf(meeting);
  return (
    <>
      {isNamed ? (
        <Button disabled={isActive(meeting)} onClick={() => setOpen(true)}>
          <RotateCw />
          {t("title")}
        </Button>
      ) : (
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
      )}
      <Dialog
        closesOnBack
        open={isOpen}
        onOpenChange={setOpen}
        title={t("title")}
        description={t(text, { name: isolate(meeting.owner_name) })}
      >
        {text === "text" || text === "textImported" ? (
          <ProcessAgainForm meeting={meeting} onDone={() => setOpen(false)} />
        ) : null}
      </Dialog>
    </>
  );
}
