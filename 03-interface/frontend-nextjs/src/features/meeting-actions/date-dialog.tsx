"use client";

import { useTimeZone, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Input } from "@/components/ui/field";
import type { Meeting } from "@/lib/api/client";
import { toLocalField } from "@/lib/format/local-time";

const FIELD = "heldAt";

type DateDialogProps = {
  meeting: Meeting;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onChange: (heldAt: string) => void;
};

/** The day and time at which a meeting was held, to put right: a recording may be uploaded long after. */
export function DateDialog({ meeting, open, onOpenChange, onChange }: DateDialogProps) {
  const t = useTranslations("meetings");
  const common = useTranslations("common");
  const zone = useTimeZone();
  return (
    <Dialog
      closesOnBack
      open={open}
      onOpenChange={onOpenChange}
      title={t("dateOf", { title: meeting.title })}
    >
      <form
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          const chosen = new FormData(event.currentTarget).get(FIELD);
          onOpenChange(false);
          if (typeof chosen === "string" && chosen !== toLocalField(new Date(meeting.held_at))) {
            onChange(new Date(chosen).toISOString());
          }
        }}
      >
        <Field label={t("heldAt")} hint={zone && t("timeZone", { zone })}>
          {(control) => (
            <Input
              {...control}
              name={FIELD}
              type="datetime-local"
              required
              min="1900-01-01T00:00"
              max="9999-12-31T00:00"
              defaultValue={toLocalField(new Date(meeting.held_at))}
            />
          )}
        </Field>
        <div className="flex justify-end gap-2">
          <Button variant="ghost" onClick={() => onOpenChange(false)}>
            {common("dismiss")}
          </Button>
          <Button type="submit" variant="primary">
            {t("saveDate")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
