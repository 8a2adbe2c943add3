"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { Switch } from "@/components/ui/switch";
import { api, unwrap } from "@/lib/api/client";

/** How this instance uses enrolled voices; undefined until it is known. */
export function useIdentificationPolicy() {
  return useQuery({
    queryKey: ["identification"],
    queryFn: () => unwrap(api.GET("/api/v1/identification")),
  }).data?.policy;
}

type IdentifyFieldProps = {
  /** null leaves it to the instance. */
  value: boolean | null;
  onChange: (wanted: boolean) => void;
};

/** Whether enrolled people are recognised by their voices in one recording. */
export function IdentifyField({ value, onChange }: IdentifyFieldProps) {
  const t = useTranslations("identification");
  const policy = useIdentificationPolicy();
  const id = useId();
  const isNever = policy === "never";
  return (
    <div className="flex items-start justify-between gap-4">
      <div className="grid gap-0.5">
        <label htmlFor={id} className="text-sm font-medium">
          {t("label")}
        </label>
        <p id={`${id}-text`} className="text-[13px] text-muted-foreground">
          {t(isNever ? "neverHint" : "hint")}
        </p>
      </div>
      <Switch
        id={id}
        aria-describedby={`${id}-text`}
        checked={!isNever && (value ?? policy === "on")}
        disabled={policy === undefined || isNever}
        onCheckedChange={onChange}
      />
    </div>
  );
}
