"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { toast } from "@/lib/toast";
import { Switch } from "@/components/ui/switch";
import { useInstanceSettings, useOpenRegistration } from "@/features/administration/accounts";
import { useProblemText } from "@/lib/use-problem-text";

export function RegistrationSwitch() {
  const t = useTranslations("accounts");
  const problemText = useProblemText();
  const isOpen = useInstanceSettings().data?.registration_open;
  const open = useOpenRegistration();
  const id = useId();
  return (
    <div className="flex items-center justify-between gap-4 rounded-2xl border border-border bg-surface p-5">
      <div className="grid gap-0.5">
        <label htmlFor={id} className="font-medium">
          {t("registration")}
        </label>
        <p id={`${id}-text`} className="text-sm text-muted-foreground">
          {isOpen === false ? t("registrationClosedText") : t("registrationText")}
        </p>
      </div>
      <Switch
        id={id}
        aria-describedby={`${id}-text`}
        checked={isOpen ?? false}
        disabled={isOpen === undefined || open.isPending}
        onCheckedChange={(wanted) =>
          open.mutate(wanted, {
            onSuccess: () => void toast.success(t(wanted ? "opened" : "closed")),
            onError: (error) => void toast.error(problemText(error)),
          })
        }
      />
    </div>
  );
}
