"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { useChangeInstance } from "@/features/administration/accounts";
import { MAX_CONTACT_LENGTH } from "@/lib/limits";
import { toast } from "@/lib/toast";
import { useProblemText } from "@/lib/use-problem-text";

/** Says whom people without an account are to ask while registration is closed. */
export function ContactForm({ contact }: { contact: string | null }) {
  const t = useTranslations("accounts");
  const problemText = useProblemText();
  const change = useChangeInstance();
  return (
    <form
      className="grid grid-cols-[minmax(0,1fr)] gap-3 p-5 sm:flex sm:items-start"
      onSubmit={(event) => {
        event.preventDefault();
        const wanted = String(new FormData(event.currentTarget).get("contact")).trim();
        change.mutate(
          { registration_contact: wanted },
          { onSuccess: () => void toast.success(t(wanted ? "contactSaved" : "contactCleared")) },
        );
      }}
    >
      <div className="sm:flex-1">
        <Field
          label={t("contact")}
          hint={t("contactText")}
          error={change.isError ? problemText(change.error) : undefined}
        >
          {(control) => (
            <Input
              {...control}
              name="contact"
              autoComplete="off"
              maxLength={MAX_CONTACT_LENGTH}
              defaultValue={contact ?? ""}
            />
          )}
        </Field>
      </div>
      <Button type="submit" className="h-10 justify-self-end sm:mt-6.5" disabled={change.isPending}>
        {t("contactSave")}
      </Button>
    </form>
  );
}
