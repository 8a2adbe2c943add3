"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Switch } from "@/components/ui/switch";
import { useSignOn } from "@/entities/session/sign-on";
import { ContactForm } from "@/features/administration/contact-form";
import { useChangeInstance, useInstanceSettings } from "@/features/administration/accounts";
import { IdentificationSelect } from "@/features/administration/identification-select";
import { RetentionForm } from "@/features/administration/retention-form";
import { toast } from "@/lib/toast";
import { useProblemText } from "@/lib/use-problem-text";

/** The settings of the instance, each a switch that acts at once. */
export function InstanceSwitches() {
  const t = useTranslations("accounts");
  const account = useTranslations("account");
  const settings = useInstanceSettings().data;
  const signOn = useSignOn();
  const closed =
    signOn === null
      ? t("registrationClosedText")
      : t("registrationSignOnText", { name: signOn || account("provider") });
  return (
    <div className="divide-y divide-border rounded-2xl border border-border bg-surface">
      <InstanceSwitch
        name="registration_open"
        value={settings?.registration_open}
        label={t("registration")}
        text={settings?.registration_open === false ? closed : t("registrationText")}
        said={(isOn) => t(isOn ? "opened" : "closed")}
      />
      {settings ? (
        <ContactForm key={settings.registration_contact} contact={settings.registration_contact} />
      ) : null}
      <InstanceSwitch
        name="guest_links"
        value={settings?.guest_links}
        label={t("guestLinks")}
        text={t("guestLinksText")}
        said={(isOn) => t(isOn ? "guestLinksOn" : "guestLinksOff")}
      />
      <InstanceSwitch
        name="minutes_for_all"
        value={settings?.minutes_for_all}
        label={t("minutes")}
        text={t("minutesText")}
        said={(isOn) => t(isOn ? "minutesOn" : "minutesOff")}
      />
      {settings ? <IdentificationSelect policy={settings.identification} /> : null}
      {settings ? <RetentionForm settings={settings} /> : null}
    </div>
  );
}

type InstanceSwitchProps = {
  name: "registration_open" | "guest_links" | "minutes_for_all";
  value: boolean | undefined;
  label: string;
  text: string;
  said: (isOn: boolean) => string;
};

function InstanceSwitch({ name, value, label, text, said }: InstanceSwitchProps) {
  const problemText = useProblemText();
  const change = useChangeInstance();
  const id = useId();
  return (
    <div className="flex items-center justify-between gap-4 p-5">
      <div className="grid gap-0.5">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        <p id={`${id}-text`} className="text-sm text-muted-foreground">
          {text}
        </p>
      </div>
      <Switch
        id={id}
        aria-describedby={`${id}-text`}
        checked={value ?? false}
        disabled={value === undefined || change.isPending}
        onCheckedChange={(wanted) =>
          change.mutate(
            { [name]: wanted },
            {
              onSuccess: () => void toast.success(said(wanted)),
              onError: (error) => void toast.error(problemText(error)),
            },
          )
        }
      />
    </div>
  );
}
