"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Input, Select } from "@/components/ui/field";
import { useAccounts, type Account, type Belongings } from "@/features/administration/accounts";
import { belongingsOf, type Fate } from "@/features/administration/belongings";

type DepartureDialogProps = {
  account: Account;
  /** A disabled account may keep its meetings. */
  deletes: boolean;
  isPending: boolean;
  onConfirm: (belongings: Belongings | null) => void;
  onClose: () => void;
};

/** Asks what becomes of the meetings of an account that is disabled or deleted. */
export function DepartureDialog({ account, deletes, isPending, onConfirm, onClose }: DepartureDialogProps) {
  const t = useTranslations("accounts");
  const [fate, setFate] = useState<Exclude<Fate, "none">>(deletes ? "transfer" : "keep");
  const [heir, setHeir] = useState("");
  const group = useId();
  const hasNone = account.meetings === 0;
  // The list may be older than the latest meeting: then the gateway refuses, and the question comes up.
  const chosen: Fate = hasNone ? "none" : fate;
  const belongings = belongingsOf(chosen, heir);
  const fates = deletes ? (["transfer", "delete"] as const) : (["keep", "transfer", "delete"] as const);
  const labels = { keep: "fateKeep", transfer: "fateTransfer", delete: "fateDelete" } as const;
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t(deletes ? "deleteTitle" : "disableTitle", { name: account.name })}
      description={t(deletes ? "deleteText" : "disableText")}
      className="max-w-md"
    >
      {hasNone ? null : (
        <fieldset className="grid gap-2.5">
          <legend className="mb-2 text-sm font-medium">
            {t("meetingsFate", { count: account.meetings })}
          </legend>
          {fates.map((name) => (
            <label key={name} className="flex items-center gap-2.5 text-sm">
              <input
                type="radio"
                name={group}
                className="size-4 accent-primary"
                checked={fate === name}
                onChange={() => setFate(name)}
              />
              {t(labels[name])}
            </label>
          ))}
        </fieldset>
      )}
      {chosen === "transfer" ? <HeirField leaving={account} value={heir} onChange={setHeir} /> : null}
      <div className="flex justify-end gap-2">
        <Button variant="ghost" onClick={onClose}>
          {t("dismiss")}
        </Button>
        <Button
          variant="danger"
          disabled={isPending || belongings === "incomplete"}
          onClick={() => belongings !== "incomplete" && onConfirm(belongings)}
        >
          {t(deletes ? "delete" : "disable")}
        </Button>
      </div>
    </Dialog>
  );
}

type HeirFieldProps = { leaving: Account; value: string; onChange: (id: string) => void };

/** Chooses an active account, by a part of its name where there are many. */
function HeirField({ leaving, value, onChange }: HeirFieldProps) {
  const t = useTranslations("accounts");
  const [search, setSearch] = useState("");
  const found = useAccounts(1, search.trim()).data?.items ?? [];
  const heirs = found.filter((other) => other.id !== leaving.id && other.disabled_at === null);
  return (
    <div className="grid gap-2">
      <Input
        type="search"
        aria-label={t("search")}
        placeholder={t("search")}
        value={search}
        onChange={(event) => {
          setSearch(event.target.value);
          onChange("");
        }}
      />
      <Field label={t("heir")}>
        {(control) => (
          <Select {...control} value={value} onChange={(event) => onChange(event.target.value)}>
            <option value="">{t("heirNone")}</option>
            {heirs.map((other) => (
              <option key={other.id} value={other.id}>
                {other.name} · {other.email}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </div>
  );
}
