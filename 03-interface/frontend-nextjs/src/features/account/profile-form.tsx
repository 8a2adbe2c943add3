"use client";

import { useTranslations } from "next-intl";
import { SectionCard } from "@/components/section-card";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { useRename } from "@/features/account/account";
import type { User } from "@/lib/api/client";
import { MAX_NAME_LENGTH } from "@/lib/limits";
import { toast } from "@/lib/toast";
import { useProblemText } from "@/lib/use-problem-text";

export function ProfileForm({ me }: { me: User }) {
  const t = useTranslations("profile");
  const account = useTranslations("account");
  const problemText = useProblemText();
  const rename = useRename();
  return (
    <SectionCard title={t("identity")} text={t("identityText")}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          const name = String(new FormData(event.currentTarget).get("name")).trim();
          rename.mutate(name, { onSuccess: () => void toast.success(t("saved")) });
        }}
      >
        <Field label={account("name")} error={rename.isError ? problemText(rename.error) : undefined}>
          {(control) => (
            <Input
              {...control}
              name="name"
              defaultValue={me.name}
              autoComplete="name"
              maxLength={MAX_NAME_LENGTH}
              required
              pattern=".*\S.*"
            />
          )}
        </Field>
        <div>
          <Button type="submit" variant="primary" disabled={rename.isPending}>
            {t("save")}
          </Button>
        </div>
      </form>
    </SectionCard>
  );
}
