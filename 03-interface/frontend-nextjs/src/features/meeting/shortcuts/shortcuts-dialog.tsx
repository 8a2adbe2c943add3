"use client";

import { Keyboard } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Tooltip } from "@/components/ui/tooltip";
import { SHORTCUTS } from "@/features/meeting/shortcuts/shortcuts";

export function ShortcutsDialog({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const t = useTranslations("shortcuts");
  return (
    <>
      <Tooltip label={t("title")} shortcut="?">
        <Button
          variant="ghost"
          size="icon"
          className="max-sm:hidden"
          aria-label={t("title")}
          onClick={() => onOpenChange(true)}
        >
          <Keyboard />
        </Button>
      </Tooltip>
      <Dialog open={open} onOpenChange={onOpenChange} title={t("title")} className="max-w-sm">
        <dl className="grid grid-cols-[1fr_auto] gap-x-6 gap-y-2.5 text-sm">
          {SHORTCUTS.map(({ action, keys }) => (
            <div key={action} className="col-span-2 grid grid-cols-subgrid items-center">
              <dt>{t(action)}</dt>
              <dd className="flex gap-1 justify-self-end">
                {keys.map((key) => (
                  <kbd
                    key={key}
                    className="rounded-md border border-border bg-muted px-1.5 py-0.5 font-mono text-xs"
                  >
                    {key === "space" ? t("space") : key}
                  </kbd>
                ))}
              </dd>
            </div>
          ))}
        </dl>
      </Dialog>
    </>
  );
}
