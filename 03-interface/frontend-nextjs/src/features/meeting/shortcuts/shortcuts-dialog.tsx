"use client";

import { Keyboard } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Switch } from "@/components/ui/switch";
import { Tooltip } from "@/components/ui/tooltip";
import { editorKeys } from "@/features/editing/draft/editor-keys";
import { PASSAGE_KEYS, shortcutsFor } from "@/features/meeting/shortcuts/shortcuts";
import { useIsMac } from "@/lib/browser/use-is-mac";
import { useSingleKeys } from "@/lib/use-single-keys";

type ShortcutsDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Keys that edit are listed. */
  canEdit: boolean;
};

export function ShortcutsDialog({ open, onOpenChange, canEdit }: ShortcutsDialogProps) {
  const t = useTranslations("shortcuts");
  const [hasSingleKeys, setSingleKeys] = useSingleKeys();
  const isMac = useIsMac();
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
        <KeyList rows={shortcutsFor(canEdit).map(({ action, keys }) => ({ label: t(action), keys }))} />
        <label className="flex cursor-pointer items-center justify-between gap-4 text-sm">
          {t("singleKeys")}
          <Switch checked={hasSingleKeys} onCheckedChange={setSingleKeys} />
        </label>
        <h3 className="border-t border-border pt-4 text-sm font-semibold">{t("passages.title")}</h3>
        <KeyList rows={PASSAGE_KEYS.map(({ action, keys }) => ({ label: t(`passages.${action}`), keys }))} />
        {canEdit ? (
          <>
            <h3 className="border-t border-border pt-4 text-sm font-semibold">{t("editor.title")}</h3>
            <KeyList
              rows={editorKeys(isMac).map(({ action, keys }) => ({ label: t(`editor.${action}`), keys }))}
            />
          </>
        ) : null}
      </Dialog>
    </>
  );
}

function KeyList({ rows }: { rows: readonly { label: string; keys: readonly string[] }[] }) {
  const t = useTranslations("shortcuts");
  return (
    <dl className="grid gap-y-2.5 text-sm">
      {rows.map(({ label, keys }) => (
        <div key={label} className="flex items-center justify-between gap-6">
          <dt>{label}</dt>
          <dd className="flex shrink-0 gap-1">
            {keys.map((key) => (
              <kbd
                key={key}
                className="rounded-md border border-border bg-muted px-1.5 py-0.5 font-mono text-xs"
              >
                {key.replace("space", t("space")).replace("Esc", t("escape"))}
              </kbd>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}
