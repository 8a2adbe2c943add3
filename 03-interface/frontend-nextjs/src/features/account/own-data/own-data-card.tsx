"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { SectionCard } from "@/components/section-card";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Input } from "@/components/ui/field";
import { useOrderExport } from "@/features/account/own-data/own-data";
import { startDownload } from "@/lib/api/download";
import { toast } from "@/lib/toast";
import { useProblemText } from "@/lib/use-problem-text";

/** Downloads all that is kept about the user, once the password was given. */
export function OwnDataCard({ hasPassword }: { hasPassword: boolean }) {
  const t = useTranslations("ownData");
  const profile = useTranslations("profile");
  const problemText = useProblemText();
  const order = useOrderExport();
  const [isOpen, setOpen] = useState(false);
  const open = (isWanted: boolean) => {
    order.reset();
    setOpen(isWanted);
  };
  const handleSubmit = (form: FormData) =>
    order.mutate(
      {
        password: hasPassword ? String(form.get("current")) : null,
        recordings: form.has("recordings"),
      },
      {
        onSuccess: (address) => {
          setOpen(false);
          toast.success(t("begun"));
          startDownload(address);
        },
      },
    );
  const problem = order.isError ? problemText(order.error) : undefined;
  return (
    <SectionCard title={t("title")} text={t("text")}>
      <div>
        <Button onClick={() => open(true)}>{t("button")}</Button>
      </div>
      <Dialog
        open={isOpen}
        onOpenChange={open}
        title={t("title")}
        description={t("dialogText")}
        className="max-w-md"
      >
        <form
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            handleSubmit(new FormData(event.currentTarget));
          }}
        >
          <label className="flex items-center gap-2.5 text-sm">
            <input type="checkbox" name="recordings" className="size-4 shrink-0 accent-primary" />
            {t("recordings")}
          </label>
          {hasPassword ? (
            <Field label={profile("current")} error={problem}>
              {(control) => (
                <Input {...control} name="current" type="password" autoComplete="current-password" required />
              )}
            </Field>
          ) : problem ? (
            <p role="alert" className="text-sm text-danger">
              {problem}
            </p>
          ) : null}
          <div className="flex justify-end gap-2">
            <Button variant="ghost" onClick={() => open(false)}>
              {t("dismiss")}
            </Button>
            <Button type="submit" variant="primary" disabled={order.isPending}>
              {t("confirm")}
            </Button>
          </div>
        </form>
      </Dialog>
    </SectionCard>
  );
}
