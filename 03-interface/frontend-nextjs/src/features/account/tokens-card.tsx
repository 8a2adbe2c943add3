"use client";

import { useTranslations } from "next-intl";
import { ShownOnce } from "@/components/copying/shown-once";
import { ErrorText } from "@/components/error-text";
import { SectionCard } from "@/components/section-card";
import { Button } from "@/components/ui/button";
import { Field, Input, Select } from "@/components/ui/field";
import { useMe } from "@/entities/session/session";
import { TokenRow } from "@/features/account/token-row";
import { useMakeToken, useTokens, type KeyScope } from "@/features/account/tokens";
import { MAX_NAME_LENGTH } from "@/lib/limits";
import { useProblemText } from "@/lib/use-problem-text";

const SCOPES: readonly KeyScope[] = ["read", "write", "mcp"];
const DAYS = [30, 90, 365] as const;

/** Keys for programs: made here, shown once, revoked here. */
export function TokensCard() {
  const t = useTranslations("tokens");
  const problemText = useProblemText();
  const { data: tokens = [], error } = useTokens();
  const make = useMakeToken();
  const scopes: readonly KeyScope[] = useMe().data?.role === "admin" ? [...SCOPES, "admin"] : SCOPES;
  return (
    <SectionCard title={t("title")} text={t("text")}>
      <form
        className="grid gap-4 sm:grid-cols-2"
        onSubmit={(event) => {
          event.preventDefault();
          const element = event.currentTarget;
          const form = new FormData(element);
          make.mutate(
            {
              name: String(form.get("token")).trim(),
              days: Number(form.get("days")),
              scope: scopes.find((scope) => scope === form.get("scope")) ?? "read",
            },
            { onSuccess: () => element.reset() },
          );
        }}
      >
        <Field label={t("name")} error={make.isError ? problemText(make.error) : undefined}>
          {(control) => (
            <Input
              {...control}
              name="token"
              placeholder={t("example")}
              maxLength={MAX_NAME_LENGTH}
              required
              pattern=".*\S.*"
            />
          )}
        </Field>
        <Field label={t("lifetime")}>
          {(control) => (
            <Select {...control} name="days" defaultValue="90">
              {DAYS.map((days) => (
                <option key={days} value={days}>
                  {t("days", { days })}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={t("scope")}>
          {(control) => (
            <Select {...control} name="scope" defaultValue="read">
              {scopes.map((scope) => (
                <option key={scope} value={scope}>
                  {t(`scopes.${scope}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <div className="self-end">
          <Button type="submit" variant="primary" disabled={make.isPending}>
            {t("make")}
          </Button>
        </div>
      </form>
      {make.data ? (
        <ShownOnce text={t("once")} secret={make.data.token}>
          <p className="break-words text-muted-foreground">
            {make.data.scope === "mcp" ? t("where", { url: "/api/mcp" }) : t("whereApi")}
          </p>
        </ShownOnce>
      ) : null}
      <ErrorText error={error} />
      {tokens.length > 0 ? (
        <ul className="grid divide-y divide-border">
          {tokens.map((token) => (
            <TokenRow
              key={token.id}
              token={token}
              onRevoked={make.data?.id === token.id ? make.reset : undefined}
            />
          ))}
        </ul>
      ) : null}
    </SectionCard>
  );
}
