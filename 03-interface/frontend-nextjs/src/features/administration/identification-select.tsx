"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Field, Select } from "@/components/ui/field";
import { useChangeInstance, type InstanceSettings } from "@/features/administration/accounts";
import { toast } from "@/lib/toast";
import { useProblemText } from "@/lib/use-problem-text";

type Policy = InstanceSettings["identification"];

const POLICIES = ["on", "off", "never"] as const satisfies readonly Policy[];

/** How the instance uses enrolled voices. */
export function IdentificationSelect({ policy }: { policy: Policy }) {
  const t = useTranslations("identification");
  const problemText = useProblemText();
  const change = useChangeInstance();
  const queryClient = useQueryClient();
  return (
    <div className="p-5">
      <Field label={t("policy")} hint={t("policyText")}>
        {(control) => (
          <Select
            id={control.id}
            aria-describedby={control["aria-describedby"]}
            value={policy}
            disabled={change.isPending}
            onChange={(event) =>
              change.mutate(
                { identification: event.target.value as Policy },
                {
                  onSuccess: () => {
                    toast.success(t("policySaved"));
                    void queryClient.invalidateQueries({ queryKey: ["identification"] });
                  },
                  onError: (error) => void toast.error(problemText(error)),
                },
              )
            }
          >
            {POLICIES.map((one) => (
              <option key={one} value={one}>
                {t(`policies.${one}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </div>
  );
}
