"use client";

import { useTranslations } from "next-intl";
import { ErrorText } from "@/components/error-text";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { useOpenWithPassword } from "@/features/guest/shared";

/** Asks a guest for the password of the link. */
export function PasswordForm({ token }: { token: string }) {
  const t = useTranslations("guest");
  const opening = useOpenWithPassword(token);
  return (
    <div className="mx-auto grid max-w-sm gap-5 px-4 py-16">
      <header className="grid gap-1.5">
        <h1 className="font-serif text-2xl font-medium tracking-tight">{t("passwordTitle")}</h1>
        <p className="text-[15px] text-muted-foreground">{t("passwordLead")}</p>
      </header>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          opening.mutate(String(new FormData(event.currentTarget).get("link-password")));
        }}
      >
        <Field label={t("password")}>
          {(control) => (
            <Input {...control} name="link-password" type="password" autoComplete="off" required autoFocus />
          )}
        </Field>
        <ErrorText error={opening.error} />
        <Button type="submit" variant="primary" disabled={opening.isPending}>
          {t("open")}
        </Button>
      </form>
    </div>
  );
}
