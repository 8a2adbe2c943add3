"use client";

import { User } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { cn } from "@/components/cn";
import { Combobox } from "@/components/fields/combobox";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { useAccounts, type Account, type Belongings } from "@/features/administration/accounts";
import { belongingsOf, type Fate } from "@/features/administration/belongings";

const MAX_OFFERED = 8;

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
  const erased = chosen === "delete" ? account.meetings : 0;
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
            <label
              key={name}
              className={cn("flex items-start gap-2.5 text-sm", name === "delete" && "text-danger")}
            >
              <input
                type="radio"
                name={group}
                className="mt-0.5 size-4 shrink-0 rounded-full accent-primary"
                checked={fate === name}
                onChange={() => setFate(name)}
              />
              {t(labels[name])}
            </label>
          ))}
        </fieldset>
      )}
      {chosen === "transfer" ? <HeirField leaving={account} value={heir} onChange={setHeir} /> : null}
      <div className="flex items-center justify-end gap-2">
        <Button variant="ghost" onClick={onClose}>
          {t("dismiss")}
        </Button>
        <Button
          variant="danger"
          isOnce
          className="h-auto min-h-9 shrink py-1.5 whitespace-normal"
          disabled={isPending || belongings === "incomplete"}
          onClick={() => belongings !== "incomplete" && onConfirm(belongings)}
        >
          {t(deletes ? "deleteSubmit" : "disableSubmit", { count: erased })}
        </Button>
      </div>
    </Dialog>
  );
}

type HeirFieldProps = { leaving: Account; value: string; onChange: (id: string) => void };

/** Chooses an active account, by a part of its name or address. */
function HeirField({ leaving, value, onChange }: HeirFieldProps) {
  const t = useTranslations("accounts");
  const [typed, setTyped] = useState("");
  const isChosen = value !== "";
  const sought = isChosen ? "" : typed.trim();
  const { data, isPlaceholderData } = useAccounts(1, sought);
  const found = data?.items ?? [];
  const options = isChosen
    ? []
    : found
        .filter((other) => other.id !== leaving.id && other.disabled_at === null)
        .slice(0, MAX_OFFERED)
        .map(({ id, name, email }) => ({ key: id, label: name, detail: email, icon: <User aria-hidden /> }));
  const isUnknown = sought !== "" && data !== undefined && !isPlaceholderData && options.length === 0;
  return (
    <Field label={t("heir")} hint={t("heirHint")} error={isUnknown ? t("heirUnknown") : undefined}>
      {(control) => (
        <Combobox
          {...control}
          value={typed}
          options={options}
          listLabel={t("heirs")}
          placeholder={t("search")}
          onType={(text) => {
            setTyped(text);
            onChange("");
          }}
          onPick={({ key, label, detail }) => {
            setTyped(`${label} · ${detail}`);
            onChange(key);
          }}
        />
      )}
    </Field>
  );
}
